"""Countries by their ISO 3166-1 codes and by the names that authors write."""

import re
import unicodedata
from types import MappingProxyType
from typing import Final

from app.suggestions import most_like

CODES: Final = frozenset(
    re.findall(
        "[A-Z]{2}",
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
        "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ "
        "DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
        "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
        "KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
        "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE "
        "PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
        "SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
        "US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW",
    )
)
# The first name is English; the others are names in the country's languages and in German, French
# and Spanish, and its code of three letters.
_NAMES: Final = (
    ("US", "United States|United States of America|USA|U.S.|America|Vereinigte Staaten|États-Unis"),
    ("US", "Estados Unidos|EE. UU.|Amerika"),
    ("GB", "United Kingdom|UK|U.K.|GBR|Great Britain|Britain|England|Scotland|Wales"),
    ("GB", "Northern Ireland|Großbritannien|Vereinigtes Königreich|Royaume-Uni|Reino Unido"),
    ("IE", "Ireland|IRL|Republic of Ireland|Éire|Irland|Irlande|Irlanda"),
    ("DE", "Germany|DEU|Deutschland|Allemagne|Alemania|Duitsland|D"),
    ("AT", "Austria|AUT|Österreich|Autriche|Oostenrijk|A"),
    ("CH", "Switzerland|CHE|Schweiz|Suisse|Svizzera|Suiza|Zwitserland"),
    ("LI", "Liechtenstein|LIE|Fürstentum Liechtenstein"),
    ("LU", "Luxembourg|LUX|Luxemburg|Lëtzebuerg|Luxemburgo"),
    ("FR", "France|FRA|Frankreich|Francia|Frankrijk|F"),
    ("BE", "Belgium|BEL|België|Belgique|Belgien|Bélgica"),
    ("NL", "Netherlands|NLD|The Netherlands|Nederland|Holland|Niederlande|Pays-Bas|Países Bajos"),
    ("ES", "Spain|ESP|España|Spanien|Espagne|Spanje"),
    ("PT", "Portugal|PRT"),
    ("IT", "Italy|ITA|Italia|Italien|Italie"),
    ("CA", "Canada|CAN|Kanada|Canadá"),
    ("MX", "Mexico|MEX|México|Mexiko|Mexique"),
    ("AU", "Australia|AUS|Australien|Australie"),
    ("NZ", "New Zealand|NZL|Aotearoa|Neuseeland|Nouvelle-Zélande|Nueva Zelanda"),
    ("DK", "Denmark|DNK|Danmark|Dänemark|Danemark|Dinamarca"),
    ("SE", "Sweden|SWE|Sverige|Schweden|Suède|Suecia"),
    ("NO", "Norway|NOR|Norge|Norwegen|Norvège|Noruega"),
    ("FI", "Finland|FIN|Suomi|Finnland|Finlande|Finlandia"),
    ("IS", "Iceland|ISL|Ísland|Island|Islande|Islandia"),
    ("PL", "Poland|POL|Polska|Polen|Pologne|Polonia"),
    ("CZ", "Czech Republic|CZE|Czechia|Česko|Tschechien|Tchéquie|Chequia"),
    ("SK", "Slovakia|SVK|Slovensko|Slowakei|Slovaquie|Eslovaquia"),
    ("HU", "Hungary|HUN|Magyarország|Ungarn|Hongrie|Hungría"),
    ("SI", "Slovenia|SVN|Slovenija|Slowenien|Slovénie|Eslovenia"),
    ("HR", "Croatia|HRV|Hrvatska|Kroatien|Croatie|Croacia"),
    ("RO", "Romania|ROU|România|Rumänien|Roumanie|Rumania"),
    ("BG", "Bulgaria|BGR|България|Bulgarien|Bulgarie"),
    ("GR", "Greece|GRC|Ελλάδα|Hellas|Griechenland|Grèce|Grecia"),
    ("TR", "Turkey|TUR|Türkiye|Türkei|Turquie|Turquía"),
    ("UA", "Ukraine|UKR|Україна|Ucrania"),
    ("EE", "Estonia|EST|Eesti|Estland|Estonie"),
    ("LV", "Latvia|LVA|Latvija|Lettland|Lettonie|Letonia"),
    ("LT", "Lithuania|LTU|Lietuva|Litauen|Lituanie|Lituania"),
    ("MT", "Malta|MLT|Malte"),
    ("CY", "Cyprus|CYP|Κύπρος|Zypern|Chypre|Chipre"),
    ("AD", "Andorra|AND|Andorre"),
    ("MC", "Monaco|MCO|Mónaco"),
    ("ZA", "South Africa|ZAF|Südafrika|Afrique du Sud|Sudáfrica"),
    ("IN", "India|IND|Indien|Inde|Bharat"),
    ("SG", "Singapore|SGP|Singapur|Singapour"),
    ("HK", "Hong Kong|HKG|Hongkong"),
    ("JP", "Japan|JPN|日本|Japon|Japón"),
    ("KR", "South Korea|KOR|Korea|Südkorea|Corée du Sud|Corea del Sur"),
    ("CN", "China|CHN|中国|Chine"),
    ("PH", "Philippines|PHL|Pilipinas|Philippinen|Filipinas"),
    ("MY", "Malaysia|MYS|Malaisie|Malasia"),
    ("TH", "Thailand|THA|Thaïlande|Tailandia"),
    ("ID", "Indonesia|IDN|Indonesien|Indonésie"),
    ("AE", "United Arab Emirates|ARE|UAE|Emirates"),
    ("IL", "Israel|ISR|Israël"),
    ("BR", "Brazil|BRA|Brasil|Brasilien|Brésil"),
    ("AR", "Argentina|ARG|Argentinien|Argentine"),
    ("CL", "Chile|CHL|Chili"),
    ("CO", "Colombia|COL|Kolumbien|Colombie"),
    ("PE", "Peru|PER|Perú|Pérou"),
    ("EC", "Ecuador|ECU|Équateur"),
    ("UY", "Uruguay|URY"),
    ("CR", "Costa Rica|CRI"),
    ("PR", "Puerto Rico|PRI"),
    ("KE", "Kenya|KEN|Kenia"),
    ("NG", "Nigeria|NGA"),
    ("EG", "Egypt|EGY|Ägypten|Égypte|Egipto"),
    ("MA", "Morocco|MAR|Maroc|Marokko|Marruecos"),
)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", letters.replace(".", "")).split())


_BY_NAME: Final = MappingProxyType(
    {_key(name): code for code, names in _NAMES for name in names.split("|")}
)


def country_code(text: str) -> str | None:
    """Return the code of a country by its code or name; None if it is not known."""
    name = text.strip()
    if name.upper() in CODES:
        return name.upper()
    return _BY_NAME.get(_key(name)[:60])


def is_country_name(text: str) -> bool:
    """Return True for a country's name, or for its code in capitals."""
    return text in CODES or (len(text) > 2 and country_code(text) is not None)


def country_hint(text: str) -> str:
    """Return the remedy for a country that is not known."""
    names = [name for _, written in _NAMES for name in written.split("|") if len(name) > 3]
    key = text.strip()[:60]
    best = most_like(key, names, least=75.0)
    if best:
        return f'Did you mean "{_BY_NAME[_key(best[0])]}" ({best[0]})?'
    return 'Use the two letters of ISO 3166-1, such as "US", or the name in English.'
