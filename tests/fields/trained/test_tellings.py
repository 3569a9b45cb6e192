"""Many ways to tell that people learned, and sentences that only look like them."""

from __future__ import annotations

from spacy.language import Language

from tests.fields.trained.told import mostly


def test_other_ways_to_tell_of_learning_are_known(nlp: Language) -> None:
    mostly(
        nlp,
        [
            ("Advisers took 63 prison clerks through the new custody registers.", ["63"]),
            ("In May, 28 health officers were taken through the revised budgeting software.", ["28"]),
            ("A volunteer brought 19 laboratory assistants up to date on microbiology.", ["19"]),
            ("Another 96 constables were brought up to date on arrest.", ["96"]),
            ("By June, 88 loan officers had earned the credential.", ["88"]),
            ("During the year, the Centre awarded certificates to 129 tour guides.", ["129"]),
            ("The college in Windhoek turned out 1,003 cadet constables.", ["1003"]),
            ("A cohort of 18 women completed the six-month fellowship.", ["18 f18"]),
            ("The academy's latest class, 204 cadets strong, received its badges on 4 June.", ["204"]),
            ("Every deminer sits a refresher each year. In 2011, 864 deminers did so.", ["864"]),
            ("Seven judges travelled to Tartu to see how electronic case files are kept.", ["7"]),
            ("At the chamber, 74 dyers found out how to price for export.", ["74"]),
            ("She is one of 48 girls who have been learning to repair lamps.", ["48 f48"]),
            ("Five workshops – 137 participants, 61 of them women – were held in Oruro.", ["137 f61"]),
            ("Twenty local NGOs sent 44 staff to the workshop.", ["44"]),
            ("The Government recruited 300 guards and trained them in first aid.", ["300"]),
            ("Among those trained were 12 imams and 8 pastors.", ["12", "8"]),
            ("In-service training, 2016: dog handling, 12 members; first aid, 9 members.", ["12", "9"]),
            ("In Gao the union trained 220 educators. In Kayes it did likewise with 175.", ["220", "175"]),
            ("In 2015 the centre trained 1,204 officials, against 987 the year before.", ["1204", "987"]),
        ],
        least=0.65,
    )


def test_figures_are_told_of_their_label(nlp: Language) -> None:
    mostly(
        nlp,
        [
            ("Number of judges trained with project funds: target 40; actual 52.", ["40 planned", "52"]),
            ("Farmers who completed the field school (baseline: 0; achieved: 312, of whom 120 women).", ["312 f120"]),
            (
                "| Indicator | Target | Actual | | Nurses trained in triage | 40 | 52 (30 women) | | Cars | 3 | 3 |",
                ["40 planned", "52 f30"],
            ),
            ("Nurses having taken the induction: 39 (target 42).", ["39", "42 planned"]),
            ("Number of refugees assisted: target 300; actual 420.", []),
            ("| Households reached with food | 300 | 420 |", []),
        ],
        least=0.45,
    )


def test_what_only_looks_like_learning_is_left_out(nlp: Language) -> None:
    mostly(
        nlp,
        [
            ("The airline took 120 passengers through Nairobi.", []),
            ("The ministry issued birth certificates to 3,400 children.", []),
            ("The election commission accredited 2,100 observers.", []),
            ("A second group of 40 returnees arrived by boat.", []),
            ("Eleven soldiers instructed a patrol to leave the area.", []),
            ("Over 200 delegates attended the two-day session in Geneva.", []),
            ("The mission learned that 40 civilians had been abducted.", []),
            ("In the course of the year, 300 refugees arrived.", []),
        ],
        least=0.75,
    )


def test_parts_status_and_sexes_of_other_tellings(nlp: Language) -> None:
    mostly(
        nlp,
        [
            ("The college turned out 240 of the 376 certified clerks.", ["240 of 376", "376"]),
            ("Training was given to 12 of the 40 clerks.", ["12"]),
            ("The mission trained 120 officers (Malakal 80, Bentiu 40).", ["120", "80 of 120", "40 of 120"]),
            (
                "The academy admitted 163 apprentices in two classes, 88 in the first and 75 in the second.",
                ["163", "88 of 163", "75 of 163"],
            ),
            ("The aim is modest: to train another 150 cadets.", ["150 planned"]),
            ("Training of a further 60 constables is under way.", ["60 planned"]),
            ("In all, 130 people were trained (men 70, women 60).", ["130 f60 m70"]),
            ("Training was provided to 200 staff: 120 men and 80 women.", ["200 f80 m120"]),
            ("An all-female class of 25 recruits graduated.", ["25 f25"]),
            ("We trained 412 people this year, bringing the total since 2015 to 2,960.", ["412 of 2960", "2960"]),
        ],
        least=0.6,
    )
