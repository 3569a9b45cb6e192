"""Who learned and who did not: each family of language with a sentence of its own, and the traps beside them."""

from __future__ import annotations

from spacy.language import Language

from tests.fields.trained.told import mostly, read, told, trained


def test_people_who_learned_are_counted(nlp: Language) -> None:
    mostly(
        nlp,
        [
            # object, passive, noun, relative clause
            ("The agency trained 45 surveyors in Kayes.", ["45"]),
            ("In the east, 260 weavers whose looms had burned were trained in dyeing.", ["260"]),
            ("The plan paid for the training of 500 wardens.", ["500"]),
            ("The workshop, which a minister opened in May, was attended by 41 elders.", ["41"]),
            ("The council hired 1,200 teachers, all of whom received induction training.", ["1200"]),
            # lists that share a verb, a head or a cue
            ("The court school trained 200 prosecutors, 20 judges and 150 ushers.", ["200", "20", "150"]),
            ("The seminar was attended by 12 Kenyan, 9 Ugandan and 11 Malian officials.", ["12", "9", "11"]),
            (
                "It trained 37 doctors on wounds, 40 lawyers on the handling of files and 35 clerks on filing.",
                ["37", "40", "35"],
            ),
            ("Training was given to 34 clerks in Kano and 29 in Kaduna.", ["34", "29"]),
            ("The academy graduated 214 recruits in June and a further 198 in December.", ["214", "198"]),
            # events that gather, reach, bring together
            ("The mission held a course on mediation in Gao for 23 elders.", ["23"]),
            ("Risk education sessions reached 15,600 people.", ["15600"]),
            ("Workshops on land law were held in Lomé (32 participants) and in Accra (41 participants).", ["32", "41"]),
            ("The seminar was held with the participation of banks, ministries and 100 traders.", ["100"]),
            # learning that is not called training
            ("The project improved the skills of 540 customs officers.", ["540"]),
            ("Through the club, 74 councillors sharpened their speaking skills.", ["74"]),
            ("In Bria, 40 drivers learned to repair pumps.", ["40"]),
            ("The field school gave 18,400 smallholders lessons in farming.", ["18400"]),
            ("Fifteen inspectors visited Lisbon on a study tour on tax reform.", ["15"]),
            # labels, tables as text, numbers behind their group
            ("Number of persons trained with the fund's help: 4,390.", ["4390"]),
            ("Teachers trained; 412; of whom women; 230", ["412 f230"]),
            ("Legal officers (33) and prosecutors (41) were given instruction in evidence.", ["33", "41"]),
            ("• 4,000 – Personnel trained on conduct", ["4000"]),
            # told in the sentence before
            ("The trust ran a course on land law. In all, 64 participants attended.", ["64"]),
            ("The council held a course on mine safety. Attended by 64 chiefs, it ended in May.", ["64"]),
            ("Our volunteers gave their time. Twenty-two of them went through our course for mentors.", ["22"]),
            ("The bureau held a conference for 52 delegates. The event served to build the capacity of the parties.", ["52"]),
            # NGO, police, bank, donor
            ("We taught first aid to 4,050 people.", ["4050"]),
            ("All 640 patrol officers completed de-escalation training.", ["640"]),
            ("By closing, 4,870 villagers had been trained against an end target of 4,500.", ["4870"]),
        ],
        least=0.75,
    )


def test_who_did_not_learn_is_not_counted(nlp: Language) -> None:
    mostly(
        nlp,
        [
            ("The forum brought together 120 youth leaders to discuss the elections.", []),
            ("The agency gave food to 45,000 people.", []),
            ("The course was led by 12 instructors from the academy.", []),
            ("The ministry ran a training course and recruited 45 teachers for rural schools.", []),
            ("The mission ran 153 training sessions and trained 32 institutions.", []),
            ("The training lasted 12 days and cost 4,000 dollars.", []),
            ("Some 40 officers were not trained because funds ran out.", []),
            ("The school has capacity to train 600 cadets a year.", []),
            ("Two thirds of the 2,300 clerks completed the course.", []),
            ("About 40 per cent of the officers were trained.", []),
            ("The workshop ended when 300 people were killed in the raid.", []),
            ("The commission certified 28 parties, including 1,280 candidates.", []),
            ("The training centre in Gao has 14 rooms.", []),
            ("Campaigns reached 2 million people with messages on vaccination.", []),
            ("UNICEF gave meals to 13,000 pupils.", []),
        ],
        least=0.7,
    )


def test_only_those_who_learn_are_taken_where_a_sentence_tells_of_others_too(nlp: Language) -> None:
    text = "The fund fed 13,000 pupils, and 80 teachers were trained in reading."
    assert told(nlp, text) == ["80"]


def test_what_is_turned_down_has_a_score_and_a_reason_in_words(nlp: Language) -> None:
    doc = read(nlp, "The forum brought together 120 youth leaders to discuss the elections.")
    (refused,) = [one for one in doc._.turned_down if one.field == "trained"]
    assert refused.text == "120 youth leaders"
    assert doc.text[refused.start : refused.end] == refused.text
    assert refused.rule == "trained.gathering"
    assert "speaks against it" in refused.reason
    assert refused.score is not None and refused.score < 0.5


def test_a_number_far_from_any_cue_is_turned_down_too(nlp: Language) -> None:
    doc = read(nlp, "In May, 14 fishers drowned off the coast.")
    assert [one.text for one in doc._.turned_down if one.field == "trained"] == ["14 fishers"]


def test_every_number_is_a_candidate_that_anyone_can_see(nlp: Language) -> None:
    doc = read(nlp, "The agency trained 240 nurses and bought 30 pumps in Kayes (12) and Gao (18).")
    assert [span.text for span in doc.spans["people"]][:2] == ["240 nurses", "30 pumps"]
    assert len(doc.spans["people"]) == 4


def test_each_rule_that_had_a_say_is_told(nlp: Language) -> None:
    doc = read(nlp, "The agency trained more than 240 nurses, including 30 surgeons, in triage.")
    fired = {mention.rule for mention in doc._.fired}
    assert {"trained.teach", "trained.part", "trained.topic"} <= fired


def test_an_empty_text_has_no_learners(nlp: Language) -> None:
    assert trained(nlp, "") == []
