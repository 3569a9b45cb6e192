"""What looks like a country and is none, what is one in disguise, and which country a place lies in."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.language.context import Context


def found(nlp: Language, text: str, countries: tuple[str, ...] = (), title: str | None = None) -> dict[str, str]:
    """``via`` by alpha-3 code, from the country component alone."""
    doc = nlp.make_doc(text)
    doc._.extract_context = Context(title=title, countries=countries)
    for name, component in nlp.pipeline:
        if not name.startswith("extract_") or name == "extract_countries":
            doc = component(doc)
    for country in doc._.countries:
        for mention in country.mentions:
            assert text[mention.start : mention.end] == mention.text
    return {country.iso3: country.via for country in doc._.countries}


def told(wanted: str) -> dict[str, str]:
    return dict(one.split(":") for one in wanted.split())


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Smith, the programme manager, opened the training.",
        "Ms. Florence Akello led the session with Chad Williams.",
        "Sydney Mwangi, a farmer, thanked the trainers.",
        "Michael Jordan gave shoes to the club.",
        "Our treasurer Paris Whitlock and the singer Jordan Kenya taught the choir.",
        "The Israel Joseph Nangolo hall was opened.",
        "Jordan, 14, joined the football clinic, and so did his sister Kenya, 12.",
        "Mali Ncube, a teacher, led the class.",
        "The survey was made by Cambridge Policy Consultants.",
        "The Swiss State Secretariat for Migration paid for the course.",
        "Of these, Victoria and Charlotte are nurses.",
        "Farmers were taught to keep guinea pigs and guinea fowl.",
        "Guinea worm was wiped out in the district.",
        "Turkey vultures were counted on the field day.",
        "The carpenters learned to build a China cabinet.",
        "Weavers of the Panama hat and Brazil nut gatherers were trained.",
        "Thirty women learned to sew a jersey.",
        "Reading and writing classes reached 200 children.",
        "Nice results came of the training.",
        "Mobile clinics reached 300 people.",
        "Bath and toilet blocks were built by men and women.",
        "The Bar Association trained 40 lawyers.",
        "Of the 300 trainees, 40 were women.",
        "Daniel Türk and Milan Petrović opened the course.",
        "The Colombo Plan gave a grant.",
        "Migrants from Central America and Latin America were helped by the Bank of America.",
        "Villages along the Niger were flooded.",
        "Farmers of Sama‘iyah and Humin al-Tahta were trained.",
        "The film is out in the languages of the court – Albanian, Serbian and English.",
        "Across Male and Female groups the course was liked.",
        "Unity among the parties was the theme.",
        "The Norwegian Refugee Council and the Swiss Agency for Development paid for it.",
        "The Lebanese Armed Forces trained 30 officers.",
        "The Geneva Conventions and the Rome Statute were explained.",
        "The Beijing Platform for Action and the Doha Declaration guide the work.",
        "The Paris Agreement, the Sendai Framework and the Kampala Convention were explained.",
        "The Istanbul Protocol was taught to 30 doctors.",
        "The Samoa Pathway was reviewed.",
        "New York Headquarters approved the course.",
        "The Geneva-based institute gave the course.",
        "FAO, whose headquarters are in Rome, gave the course.",
        "The University of Oxford gave the course.",
        "Fishers on the Niger River and Lake Chad were trained.",
        "Herders across the Sahel were trained.",
        "Monitors visited Abyei.",
        "The guide is out in French, Spanish and Portuguese.",
        "African American and Latin American women took part.",
        "The course cost US$ 40,000.",
        "Japanese encephalitis vaccines were given.",
        "The Central American Integration System gave the course.",
    ],
)
def test_is_no_country(nlp: Language, text: str) -> None:
    assert found(nlp, text) == {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea sent officers.", "GIN:name GNB:name GNQ:name PNG:name"),
        ("Niger and Nigeria signed the accord.", "NER:name NGA:name"),
        ("Nigerien and Nigerian herders met.", "NER:demonym NGA:demonym"),
        ("Farmers in Niger State were trained.", "NGA:place"),
        ("Judges in South Sudan were trained.", "SSD:name"),
        ("Judges in the Sudan were trained.", "SDN:name"),
        ("Nurses in the Democratic Republic of the Congo were trained.", "COD:name"),
        ("Nurses in the Republic of the Congo were trained.", "COG:name"),
        ("Teachers in CAR and DRC were trained.", "CAF:name COD:name"),
        ("Staff in the OPT and the UAE were trained.", "PSE:name ARE:name"),
        ("PNG women met officials of the ROK.", "PNG:name KOR:name"),
        ("Donors are the UK and the US.", "GBR:name USA:name"),
        ("Bolivia (Plurinational State of) and Iran, Islamic Republic of, took part.", "BOL:name IRN:name"),
        ("Viet Nam and Lao PDR sent officers.", "VNM:name LAO:name"),
        ("Swaziland became Eswatini, and Burma Myanmar.", "SWZ:name MMR:name"),
        ("Taiwan Province of China and Hong Kong took part.", "TWN:name HKG:name"),
        ("Police officers in Jersey and Guernsey were trained.", "JEY:name GGY:name"),
        ("Police officers from New Jersey and New Mexico were trained.", "USA:place"),
        ("Trainers came from Atlanta, Georgia, and Mobile, Alabama.", "USA:place"),
        ("Clinics in Georgia, Florida and Alabama took part.", "USA:place"),
        ("Officers from Georgia and Armenia attended the course.", "GEO:name ARM:name"),
        ("Police officers in Kent, Surrey and Essex were trained.", "GBR:place"),
        ("The bank trained teachers in Uttar Pradesh, Bihar and Madhya Pradesh.", "IND:place"),
        ("Teachers in Punjab and Haryana were trained.", "IND:place"),
        ("Teachers in Sindh and Punjab were trained.", "PAK:place"),
        ("The Government of Japan and the Ministry of Finance of Norway paid.", "JPN:name NOR:name"),
        ("The Ghana Police Service and Kenya Red Cross sent trainers.", "GHA:name KEN:name"),
        ("Turkish Cypriot and Greek Cypriot youth were trained.", "CYP:demonym"),
        ("Hunger in America touched 40 families.", "USA:name"),
        ("Central African soldiers were trained.", "CAF:demonym"),
        ("Scottish and Welsh officers were trained.", "GBR:demonym"),
        ("Nurses in Puntland and Somaliland were trained.", "SOM:place"),
        ("Judges in northern Kosovo were trained.", "XKX:name"),
        ("Teachers in Gaza were trained.", "PSE:name"),
        ("A workshop for 30 judges was held in Vienna.", "AUT:place"),
        ("The Agency held a seminar for 30 clerks at its headquarters in Vienna.", "AUT:place"),
        ("Migrants in Tapachula and Ciudad Juárez were trained.", "MEX:place"),
        ("The renovation of the United Nations Office in Nairobi was finished.", "KEN:place"),
        ("A helicopter stationed in Nairobi carried the trainers.", "KEN:place"),
        ("The Chadian-led Commission of Water Users was trained.", "TCD:demonym"),
        ("First aid was taught with St John Malta.", "MLT:name"),
        ("Nurses from Leopoldville and Lourenço Marques were trained.", "COD:place MOZ:place"),
    ],
)
def test_is_this_country(nlp: Language, text: str, wanted: str) -> None:
    assert found(nlp, text) == told(wanted)


@pytest.mark.parametrize(
    ("text", "report", "wanted"),
    [
        ("Chiefs in Unity and Lakes were trained.", "SSD", "SSD:place"),
        ("Pupils in Tripoli took part.", "LBN", "LBN:place"),
        ("Pupils in Tripoli took part.", "LBY", "LBY:place"),
        ("Clashes in Tripoli and Misrata continued.", "", "LBY:place"),
        ("Pupils in Tripoli and Saida took part.", "", "LBN:place"),
        ("Clinics in rural Georgia were helped.", "USA", ""),
        ("Clinics in rural Georgia were helped.", "GEO", "GEO:name"),
        ("Clinics in rural Georgia were helped.", "USA GEO", "GEO:name"),
        ("Congolese rangers were trained.", "COG", "COG:demonym"),
        ("Congolese rangers were trained.", "", "COD:demonym"),
        ("Nurses in the Congo were trained.", "COD", "COD:name"),
        ("Serb and Albanian pupils took the course.", "XKX", ""),
        ("Serb and Albanian pupils took the course.", "", "SRB:demonym ALB:demonym"),
    ],
)
def test_report_decides(nlp: Language, text: str, report: str, wanted: str) -> None:
    assert found(nlp, text, tuple(report.split())) == told(wanted)


def test_first_of_name_demonym_place(nlp: Language) -> None:
    assert found(nlp, "Malian officers were trained in Gao.") == {"MLI": "demonym"}
    assert found(nlp, "Malian officers were trained in Gao, Mali.") == {"MLI": "name"}


def test_next_heading_is_left_out(nlp: Language) -> None:
    assert found(nlp, "The police trained 40 officers in Lesotho. Support to Malawi") == {"LSO": "name"}
