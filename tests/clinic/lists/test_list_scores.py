"""Lists by their labels and items, in four languages."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.clinic.lists.list_scores import judge_list

FOR = {
    "en": """
Laser therapy is effective for pain associated with:
Conditions commonly treated by physical therapists include but are not limited to:
4 conditions that can be treated by a chiropractor
Commonly Treated Conditions (Alphabetized)
We can help you when you have the following conditions
Conditions with strong evidence supporting the effectiveness of acupuncture
We can help if you have
Come and see us if you are suffering from
Treatment of:
Diagnosis and treatment of
Post-surgical conditions
Post surgery problems we treat
Our experienced team has successfully treated:
Acupuncture may be useful for
Physiotherapy for:
The following conditions respond well to acupuncture
Common reasons for seeking osteopathic treatment
Why do people see a chiropractor?
What does a physiotherapist treat?
What kind of problems do you treat?
Which conditions can be helped?
How can osteopathy help you?
What can we help you with?
Things we can help with
Osteopathy can also be helpful for
Some of the problems we see
A few of the conditions we see every day:
Hand therapy conditions
Foot conditions
Eye conditions we manage
Pet health problems
Common cat diseases
Adult issues
Teens and children: we work with
Clinical specialties
Neurologic diagnoses
Pelvic floor disorders
Women's health conditions include
Psychologists can help with
I help adults with
Therapy can help you overcome
Counselling for
Common dental problems
Heart conditions
What We Treat
Conditions We Treat
Conditions treated
Common Conditions
Common Conditions Treated
Conditions
Conditions We Treat Include:
Some of the conditions we treat include, but are not limited to:
Chiropractic care can help with:
Common reasons to book an appointment
Common reasons people visit us
Reasons to see an osteopath
Patients come to us for:
People come to see us with all kinds of complaints, such as:
People we help
What can acupuncture help with?
What does acupuncture treat?
What can osteopathy help?
How we can help
How can physiotherapy help you? We can help with:
Areas of Focus
Areas of Expertise
Areas of Specialty
Specialties
Specializing in
We specialize in the treatment of:
Clinical interests
I have a special interest in:
Issues I work with
I work with clients who struggle with:
Presenting problems
Skin conditions
Conditions of the spine
Conditions of the foot and ankle we treat
Orthopedic conditions
Neurological Conditions:
Pediatric conditions
Common foot problems
Common injuries we see
Most common injuries include:
Sports injuries we treat
Do you suffer from:
Are you suffering from any of these?
Dental problems we treat
Dental emergencies we treat
Common dental emergencies
Dry needling is effective for:
Dry needling is used to treat:
Trigger point therapy helps with:
Acupuncture has been shown to be effective in treating the following conditions:
Laser therapy is good for
Treatable conditions
Health concerns we address
Health issues we commonly see
What brings people to my practice
We see patients with
Illnesses we treat
Common illnesses
Diagnoses we treat
Physical therapy can treat a wide range of conditions, including:
Treating the root cause of:
Pain conditions helped without surgery
What conditions can chiropractic help?
Who can benefit from physiotherapy?
Who we treat
Ailments
Our therapists are experienced in treating
You can see a physiotherapist for
Some conditions patients visit an osteopath for:
Behavioral concerns we address
Mental health concerns
Disorders treated
Relief from
Common complaints:
Rehabilitation of:
Common Conditions We Treat (this is not an exhaustive list)
""",
    "de": """
Indikationen für eine Behandlung können sein:
Eine osteopathische Behandlung ist sinnvoll bei:
In meiner Praxis behandle ich Menschen mit
Mögliche Einsatzgebiete
Die Osteopathie kann bei vielen Beschwerden helfen, zum Beispiel bei:
Akupunktur wirkt bei
Beschwerden, bei denen Physiotherapie hilft
Wann sollte man zum Osteopathen gehen?
Wann Sie zu mir kommen können
Themen, mit denen Menschen zu mir kommen
Womit kommen Menschen zu mir?
Mögliche Anlässe für eine Psychotherapie
Anlässe für eine Beratung
Störungsbilder, die ich behandle
Hauterkrankungen, die wir behandeln
Schwerpunkte meiner Arbeit
Unsere Therapieschwerpunkte:
Orthopädie: wir behandeln
Zahnfleischprobleme und mehr: wir helfen
Häufige Probleme bei Hund und Katze
Erkrankungen von Hund und Katze
Indikationen und Anwendungsgebiete
Folgende Beschwerden können behandelt werden:
Welche Beschwerden behandelt die Chiropraktik?
Behandlung von
Therapie von
Kinder: häufige Behandlungsgründe
Haben Sie Schmerzen? Wir helfen bei
Behandlungsschwerpunkte
Meine Schwerpunkte
Unsere Schwerpunkte
Behandlungsspektrum
Krankheitsbilder
Häufige Krankheitsbilder
Typische Krankheitsbilder:
Was wir behandeln
Was behandelt ein Osteopath?
Was kann Osteopathie behandeln?
Wir behandeln unter anderem:
Wann ist Osteopathie sinnvoll?
Wann hilft Osteopathie?
Wann zum Osteopathen?
Bei welchen Beschwerden hilft Osteopathie?
Bei welchen Beschwerden kann Akupunktur helfen?
Bei folgenden Beschwerden können wir Ihnen helfen:
Wobei kann Physiotherapie helfen?
Anwendungsgebiete
Anwendungsbereiche
Anwendungsbereiche der Osteopathie
Einsatzgebiete
Indikationen
Indikationen für Osteopathie
Typische Beschwerden
Behandelte Erkrankungen
Orthopädische Erkrankungen
Erkrankungen der Haut
Osteopathie kann helfen bei:
Hilfe bei
Ich unterstütze Sie bei:
Ich begleite Sie bei
Leiden Sie unter
Wann kann Physiotherapie helfen
Therapieschwerpunkte
Akupunktur wird erfolgreich eingesetzt bei
Mit folgenden Beschwerden kommen Patienten zu uns
Die häufigsten Gründe für einen Besuch bei uns
Gründe für eine Behandlung
Diagnosen
Verletzungen, die wir behandeln
Störungsbilder
Psychische Erkrankungen
Welche Beschwerden lassen sich behandeln?
Welche Krankheiten behandeln wir?
Die Chiropraktik hat sich bewährt bei
""",
    "fr": """
Quelques troubles que nous pouvons aborder ensemble :
Consulter un psychologue peut être bénéfique dans de nombreuses situations :
Indications à la consultation ostéopathique
Les motifs de consultations les plus fréquents concernent :
L'ostéopathie est indiquée dans les cas suivants
Pour quelles raisons consulter ?
Quels troubles peut-on soigner ?
Que peut traiter la chiropraxie ?
L'acupuncture soulage
Les champs d'application
Mes domaines d'intervention
Pour qui ? Pour quoi ?
Quels sont les motifs de consultation ?
Les consultations les plus courantes
Rééducation des pathologies
Traitement de l'acné, de l'eczéma et des autres maladies de peau
Quand faire appel à un ostéopathe ?
Quand emmener son bébé chez l'ostéopathe ?
Chez le sportif
Maladies fréquentes du chat
Les urgences dentaires que nous traitons
Votre enfant souffre de
Il intervient dans le cadre de
Motifs de consultation
Les motifs de consultation les plus fréquents
Principaux motifs de consultation en ostéopathie :
Pathologies traitées
Les pathologies prises en charge
Quelles pathologies traitons-nous ?
Quand consulter ?
Quand consulter un ostéopathe ?
Pourquoi consulter un ostéopathe ?
Pourquoi consulter ?
Indications de l'ostéopathie
Indications
Les indications de l'acupuncture
Domaines d'intervention
Champs d'action de l'ostéopathie
Ce que nous traitons
Ce que je traite
Je peux vous aider pour
L'ostéopathie peut vous aider en cas de :
Je vous accompagne pour
Je vous accompagne dans les problématiques suivantes :
Dans quels cas consulter un ostéopathe ?
Que soigne l'ostéopathie ?
Que traite un ostéopathe ?
L'ostéopathie est efficace pour :
Troubles pris en charge
Les troubles pris en charge
Maladies de la peau
Affections cutanées
Douleurs et maux que nous soulageons
Problèmes dentaires
Pour quels motifs consulter ?
Les maux que je traite
Problématiques rencontrées
Vous souffrez de :
Nous prenons en charge
L'ostéopathe traite de nombreux troubles :
Quelles sont les affections traitées par l'ostéopathie ?
""",
    "es": """
Recomiendan su uso en trastornos como:
Sus indicaciones serían:
La osteopatía puede ayudarte con
¿Cuándo debo acudir al fisioterapeuta?
¿A quién va dirigido? Personas con
Principales motivos de consulta
Problemas más comunes
Patologías más frecuentes
Lesiones que tratamos
Lesiones y patologías
Enfermedades bucodentales
Trastornos psicológicos que trato
Áreas en las que trabajo
Intervenimos en casos de
Diagnóstico y tratamiento de
Tratamiento de
Recuperación de lesiones
¿Qué patologías trata un osteópata?
Algunas de las patologías que se pueden tratar son:
¿Sufres alguno de estos problemas?
Especializados en
Enfermedades más comunes en perros
Qué tratamos
¿Qué tratamos?
Qué tratamos en nuestra clínica
¿Qué trata la osteopatía?
Patologías que tratamos
Patologías
Principales patologías tratadas
Tratamos patologías como:
Motivos de consulta
Motivos frecuentes de consulta
Motivos más frecuentes de consulta
¿En qué podemos ayudarte?
¿En qué te puedo ayudar?
Afecciones
Afecciones que tratamos
Enfermedades de la piel
Lesiones deportivas
Lesiones más frecuentes
Tratamiento de:
¿Cuándo acudir al fisioterapeuta?
¿Cuándo acudir al osteópata?
¿Para qué sirve la acupuntura?
Áreas de intervención
Áreas de especialización
Problemas que tratamos
Problemas que trabajamos
Te ayudamos con
Puedo ayudarte si sufres de
La osteopatía está indicada en:
Indicaciones
Especialistas en
Trastornos que atendemos
La fisioterapia es eficaz en el tratamiento de
Dolencias más comunes
¿Qué problemas puede tratar la quiropráctica?
Enfermedades y lesiones tratadas
¿Qué te duele?
""",
}

AGAINST = {
    "en": """
Conditions associated with obesity
Related conditions
These are good places to start reading:
This can happen from:
Signs you may notice
Please call before your visit if you have
If you have any of these, tell your therapist
Is it safe for everyone? Do you have:
Acupuncture is not recommended for people with
Massage should be avoided with
Do not use if
You should see a physician if you have
Reasons to call the vet right away
Warning signs of stroke
Diseases we vaccinate against
Vaccinations and diseases
Health conditions that may affect treatment
People with the following conditions should consult a physician first
Which conditions are covered by insurance?
What makes sciatica worse?
Who should not have acupuncture?
A treatment session includes
What a check-up includes
Our approach to pain
Recovering after surgery: what is normal
Our team
Why choose us for your pain?
What patients say about their back pain
Books about depression
Research areas
Conditions we do not treat
What we don't treat
Contraindications
Contraindicated conditions
Contraindications to dry needling
I refer out in these cases:
We may refer you to your doctor for
Please tell us if you have
Tell your dentist if you have any of the following conditions:
Do you have any of the following conditions?
Medical history
Causes
Common causes
Causes of back pain
What causes sciatica?
Other causes may include:
Back pain can be caused by:
May worsen the condition:
Things that can make your condition worse
Risk factors
Who is at risk?
Triggers
Complications
Possible side effects
Symptoms
Symptoms of plantar fasciitis
Common symptoms include:
Signs and symptoms
Signs to look for
You may notice:
Symptoms may include
When to call your doctor
When to seek emergency care
Red flags
Call 911 if
Go to the emergency room if you have
These plans may include:
…tailored to your condition. These plans may include:
Your treatment may include
Your first visit includes
What to expect
What to expect at your first visit
Terms and conditions
Conditions of use
General conditions
Weather conditions:
Working conditions
Air conditioning
Techniques we use
How is sciatica treated?
How we treat back pain
Benefits of massage
Benefits of chiropractic care
Exercises for back pain
Exercises to help with knee problems
Tips for managing pain
Prevention
How to prevent injuries
Home remedies for headaches
Latest articles
Recent posts
Related articles
Categories
Testimonials
FAQ
Price list
Insurance we accept
Education and training
Training in
Qualifications
Vaccines protect against
Vaccinations
After your extraction you may have
Medications
Surgical procedures
What is sciatica?
Types of arthritis
If left untreated, it can lead to:
Diagnostic tests
Not suitable for
Precautions
Areas we serve
Conditions for enrolment
Myths about back pain
Research on acupuncture
Opening hours
""",
    "de": """
Verwandte Krankheitsbilder
Gegenanzeigen sind
Wir behandeln nicht bei
Bitte kommen Sie nicht bei
Wann ist Vorsicht geboten?
Wann zum Arzt?
Wie entstehen Rückenschmerzen?
Was passiert bei einer Behandlung?
Wir impfen gegen
Nach der Behandlung können auftreten
Voraussetzungen
Bücher über Angst
Was Sie selbst gegen Schmerzen tun können
Kontraindikationen
Wann nicht behandelt werden darf
Was wir nicht behandeln
Gegenanzeigen
Bei folgenden Erkrankungen darf nicht behandelt werden:
Nicht geeignet bei
Ursachen
Mögliche Ursachen für Rückenschmerzen
Wie entsteht ein Bandscheibenvorfall?
Risikofaktoren
Symptome
Symptome einer Depression
Typische Symptome:
Anzeichen
Nebenwirkungen
Mögliche Komplikationen
Bitte teilen Sie uns mit, wenn Sie folgende Erkrankungen haben:
Vorerkrankungen
Allgemeine Geschäftsbedingungen
Arbeitsbedingungen
Behandlungsmethoden
Ablauf der Behandlung
Preise
Kostenübernahme
Fortbildungen
Ausbildung
Qualifikationen
Aktuelles
Tipps gegen Rückenschmerzen
Übungen bei Nackenschmerzen
Vorbeugung
Impfungen gegen
Notfall: Rufen Sie 112 bei
Ziele der Therapie
Was ist Arthrose?
Was verschlimmert die Beschwerden?
Vorteile der Osteopathie
Das sollten Sie vermeiden
""",
    "fr": """
Pathologies associées
Affections similaires
Quand ne pas consulter ?
Dans quels cas ne pas consulter un ostéopathe ?
Limites de l'ostéopathie
Comment se déroule une séance ?
Après la séance, vous pouvez ressentir
Maladies contre lesquelles nous vaccinons
Les contre-indications à l'acupuncture
Que faire en cas de douleur ?
Contre-indications
Contre-indications de l'ostéopathie
Ce que nous ne traitons pas
Causes
Les causes de la sciatique
Facteurs de risque
Symptômes
Quels sont les symptômes ?
Signalez-nous si vous avez
Antécédents médicaux
Conditions générales de vente
Conditions d'utilisation
Conditions d'accès
Techniques utilisées
Déroulement de la séance
Tarifs
Remboursement par les mutuelles
Formation
Diplômes
Actualités
Conseils pour soulager le mal de dos
Exercices contre le mal de dos
Les bienfaits du massage
Effets secondaires
Prévention
Qu'est-ce que l'arthrose ?
Quand consulter en urgence
L'ostéopathe vous oriente vers un médecin en cas de
""",
    "es": """
Patologías relacionadas
La artrosis se caracteriza por:
¿Cuándo no está indicada?
¿Qué no trata la osteopatía?
Después de la sesión puede sentir
Enfermedades contra las que vacunamos
¿Qué empeora el dolor?
¿Por qué duele?
¿Cómo prevenir las caries?
Requisitos
Contraindicaciones
Qué no tratamos
No tratamos
Causas
Causas de la ciática
¿Qué causa el dolor?
Factores de riesgo
Síntomas
Síntomas de la depresión
Efectos secundarios
Infórmenos si padece
Antecedentes médicos
Condiciones generales
Condiciones de uso
Condiciones de trabajo
Nuestras técnicas
Primera visita
Tarifas
Formación
Blog
Artículos recientes
Consejos para el dolor de espalda
Ejercicios para la lumbalgia
Beneficios de la fisioterapia
Prevención
¿Qué es la fibromialgia?
Acuda a urgencias si
No se recomienda en caso de
Vacunas
Opiniones de pacientes
""",
}

SERVICES = {
    "en": """
Our services
Services
Treatments
Treatments we offer
Treatment options
""",
    "de": """
Unsere Leistungen
Leistungen
Unsere Therapien
""",
    "fr": """
Nos prestations
Nos services
Nos soins
""",
    "es": """
Servicios
Nuestros servicios
Tratamientos
""",
}

ILLS = {
    "en": ("Sciatica", "Whiplash", "Migraine", "Arthritis", "Neck pain"),
    "de": ("Ischias", "Schleudertrauma", "Migräne", "Arthrose", "Nackenschmerzen"),
    "fr": ("Sciatique", "Entorse", "Migraine", "Arthrose", "Cervicalgie"),
    "es": ("Ciática", "Latigazo cervical", "Migraña", "Artrosis", "Cervicalgia"),
}


def _cases(labels: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (language, line) for language, text in labels.items() for line in text.split("\n") if line
    ]


@pytest.mark.parametrize(("language", "label"), _cases(FOR))
def test_ills_under_a_label_for_them_count(language: str, label: str) -> None:
    score = judge_list([label], ILLS[language])
    assert score.counts, score.reason


@pytest.mark.parametrize(("language", "label"), _cases(AGAINST))
def test_ills_under_a_label_against_them_do_not_count(language: str, label: str) -> None:
    score = judge_list([label], ILLS[language])
    assert not score.counts, score.reason


@pytest.mark.parametrize(("language", "label"), _cases(SERVICES))
def test_nearly_only_ills_make_a_list_of_what_is_offered_count(language: str, label: str) -> None:
    assert judge_list([label], ILLS[language]).counts
    mixed = (*ILLS[language][:3], "Massage", "Laser")
    assert not judge_list([label], mixed).counts
    assert not judge_list([label], ILLS[language][:2]).counts


@pytest.mark.parametrize(
    "items",
    [
        ("Free parking", "Evening hours", "Same-day appointments"),
        ("Massage", "Dry needling", "Exercise therapy for pain"),
        ("Reduce pain", "Improve mobility", "Avoid surgery"),
        ("Athletes", "Office workers", "Children"),
        ("Manuelle Therapie", "Krankengymnastik", "Schmerzen lindern"),
        ("Réduire les douleurs", "Retrouver la mobilité", "Améliorer le sommeil"),
        ("Masaje", "Punción seca", "Aliviar el dolor"),
    ],
)
@pytest.mark.parametrize("label", ["How we can help", "What we treat", "Expertise"])
def test_items_that_are_no_ills_overrule_a_good_label(label: str, items: tuple[str, ...]) -> None:
    assert not judge_list([label], items).counts


def test_medical_items_carry_a_silent_label() -> None:
    assert judge_list(["Lena Ford"], ILLS["en"]).counts


def test_two_items_do_not_carry_a_silent_label() -> None:
    score = judge_list(["Lena Ford"], ILLS["en"][:2])
    assert not score.counts
    assert score.nearly


def test_a_list_under_the_name_of_an_ill_describes_it() -> None:
    assert not judge_list(["Rosacea"], ("Redness", "Swollen nose", "Burning skin")).counts


@pytest.mark.parametrize(
    ("labels", "counts"),
    [
        (["Spine", "Conditions we treat"], True),
        (["Sports injuries", "Conditions we treat"], True),
        (["Techniques", "Conditions we treat"], False),
        (["Causes", "Conditions we treat"], False),
        (["Prices", "Conditions we treat"], False),
        (["Heart conditions", "Contraindications"], False),
        (["Injuries", "Conditions we do not treat"], False),
        (["Conditions we treat", "Our services"], True),
        (["Kopf", "Behandlungsschwerpunkte"], True),
        (["Nourrissons", "Quand consulter ?"], True),
        (["Contre-indications", "Quand consulter ?"], False),
        (["Neurología", "Patologías que tratamos"], True),
    ],
)
def test_groups_take_the_meaning_of_the_label_above(labels: list[str], counts: bool) -> None:
    assert judge_list(labels, ILLS["en"]).counts is counts


def test_the_verdict_names_the_label_that_decides() -> None:
    score = judge_list(["Spine", "Conditions we treat"], ILLS["en"])
    assert score.label == 1
    assert 'the label "Conditions we treat" names what is treated ("we treat")' in score.reason


@pytest.mark.parametrize(
    "filler",
    [
        "etc.",
        "And many more!",
        "Call us",
        "View all services",
        "And other pain conditions",
        "u. v. m.",
        "und viele weitere",
        "et bien d’autres",
        "Contactez-nous",
        "y muchos más",
    ],
)
def test_a_filler_is_dropped(filler: str) -> None:
    assert judge_list(["What we treat"], (*ILLS["en"], filler)).dropped == (5,)


def test_a_service_among_ills_is_dropped() -> None:
    score = judge_list(["What we treat"], (*ILLS["en"], "Massage", "Do you offer parking?"))
    assert score.counts
    assert score.dropped == (5, 6)


def test_names_that_other_documents_have_are_medical() -> None:
    items = ("Wobbler", "Zoomies", "Derpitude")
    assert not judge_list(["Our dogs"], items).counts
    assert judge_list(
        ["Our dogs"], items, known=frozenset({"wobbler", "zoomies", "derpitude"})
    ).counts


@given(st.lists(st.text()), st.lists(st.text()))
@example([], ["Bursitis", "Gout", "Asthma"])
def test_any_list_has_a_verdict(labels: list[str], items: list[str]) -> None:
    score = judge_list(labels, items)
    assert score.reason
    assert 0 <= score.medical <= 1
    assert set(score.dropped) <= set(range(len(items)))


@pytest.mark.parametrize(
    ("label", "items"),
    [
        ("How we can help", ("Your back hurts", "You have headaches", "You cannot sleep")),
        ("Let a doctor see it first", ("The knee is locked", "A wound that opens", "Fever")),
        (
            "Wobei wir helfen",
            ("Sie haben Schmerzen", "Ihr Rücken ist steif", "Sie schlafen schlecht"),
        ),
        ("Quand consulter ?", ("Vous avez mal au dos", "Votre bébé pleure", "Il ne dort pas")),
    ],
)
def test_sentences_are_no_names(label: str, items: tuple[str, ...]) -> None:
    assert not judge_list([label], items).counts


def test_a_certain_label_needs_no_medical_items() -> None:
    assert judge_list(["Conditions treated"], ("Wobbler", "Zoomies")).counts
    assert not judge_list(["Who we treat"], ("Athletes", "Children")).counts


def test_parts_of_the_body_alone_are_no_conditions_unless_the_label_is_certain() -> None:
    parts = ("Hamstrings", "Posterior shoulders", "Back extensors")
    assert not judge_list(["Focus areas"], parts).counts
    assert judge_list(["Focus areas"], (*parts, "Sciatica")).counts
    assert judge_list(["Conditions treated"], parts).counts


@pytest.mark.parametrize(
    ("language", "item"),
    [
        ("en", "Pain management"),
        ("en", "Postnatal care"),
        ("en", "Women's health"),
        ("de", "Schmerztherapie"),
        ("de", "Narbenbehandlung"),
        ("de", "Geburtsvorbereitung"),
        ("fr", "Gestion du stress"),
        ("fr", "Préparation à l'accouchement"),
        ("es", "Manejo del estrés"),
        ("es", "Cuidado postnatal"),
    ],
)
def test_an_item_of_what_is_done_is_left_out(language: str, item: str) -> None:
    score = judge_list(["What we treat"], (*ILLS[language], item))
    assert (score.counts, score.dropped) == (True, (5,))


@pytest.mark.parametrize(
    "items",
    [
        ("Knees", "Hips", "Shoulders and elbows"),
        ("Hüfte", "Knie", "Nacken und Rücken"),
        ("Genou", "Hanche", "Épaule"),
        ("Rodillas", "Caderas", "Hombros"),
    ],
)
def test_parts_of_the_body_are_no_ills(items: tuple[str, ...]) -> None:
    assert not judge_list(["What we treat"], items).counts
    mixed = judge_list(["What we treat"], (*ILLS["en"], items[0]))
    assert (mixed.counts, mixed.dropped) == (True, (5,))


def test_an_item_that_says_what_is_treated_is_no_name() -> None:
    score = judge_list(["Conditions"], ("Sciatica", "Conditions we treat"))
    assert score.dropped == (1,)


@pytest.mark.parametrize(
    ("labels", "counts"),
    [
        (("We are here for you when it comes to pain and to stiffness of",), True),
        (("We are here for you when it comes to pain and to stiffness",), True),
        (("They were there for her when it came to pain and to stiffness",), False),
        (("These are good places to start reading:", "What brings people to us"), False),
        (("We are there for you", "Our services"), True),
        (("Arthritis is a disease that is characterized by:", "Indications for injections"), False),
        (("Symptoms and conditions",), True),
        (("Symptoms of the disease",), False),
        (("The trouble is often:", "Lena Ford"), False),
        (("Lena Ford", "Vertigo treatment"), False),
        (("Care for neck arthritis",), False),
        (("Sports injuries",), True),
        (("What we see", "Vertigo treatment"), True),
    ],
)
def test_what_a_label_says_of_medical_items(labels: tuple[str, ...], counts: bool) -> None:
    score = judge_list(labels, ILLS["en"])
    assert score.counts is counts, score.reason


def test_parts_of_the_body_alone_do_not_carry_a_weak_label() -> None:
    items = ("Relaxing the muscles of the neck", "Moving the joints of the back")
    assert judge_list(["Expertise"], (*items, *ILLS["en"])).counts
    assert not judge_list(["Expertise"], items).counts


@pytest.mark.parametrize(
    "items",
    [
        ("Pain free, or managing pain well", "More energy for the day", "Coping well with stress"),
        ("Vermittlung von Wissen zu Stress", "Aufbau von Resilienz", "Förderung bei Angst"),
        ("Améliorant les douleurs", "Réduisant le stress", "Favorisant la récupération"),
    ],
)
@pytest.mark.parametrize("label", ["How we can help", "Expertise", "Lena Ford"])
def test_what_is_gained_is_no_ill(label: str, items: tuple[str, ...]) -> None:
    assert not judge_list([label], items).counts


def test_a_sentence_among_names_is_dropped() -> None:
    items = (
        *ILLS["fr"],
        "L'ostéopathie joue aussi un rôle très important dans la prévention de la douleur",
    )
    assert judge_list(["Quand consulter ?"], items).dropped == (5,)


@pytest.mark.parametrize(
    "labels",
    [
        ["Proof that friends, laughter and long walks are essential to our health"],
        [
            "Those issues may be as plain as in the tale of the runner, or a riddle to all of us:",
            "Stories",
        ],
        ["Es así con:", "¿Qué le pasa a la piel con los años?", "Tratamientos"],
    ],
)
def test_a_sentence_that_names_what_is_treated_by_chance_does_not_count(labels: list[str]) -> None:
    assert not judge_list(labels, ILLS["en"]).counts


@pytest.mark.parametrize(
    "labels",
    [
        ["Symptoms of sciatica we treat"],
        ["Síntomas de la ciática que tratamos"],
        ["Symptoms we treat", "Sciatica"],
    ],
)
def test_signs_of_one_condition_are_no_conditions(labels: list[str]) -> None:
    score = judge_list(labels, ("leg pain", "numbness", "cramps"))
    assert not score.counts
    assert "belong to one condition" in score.reason


def test_symptoms_that_a_clinic_treats_are_conditions() -> None:
    assert judge_list(["Symptoms we treat", "Care"], ("leg pain", "numbness", "cramps")).counts


@pytest.mark.parametrize("label", ["Our areas of expertise", "Conditions we treat"])
def test_operations_alone_are_no_conditions(label: str) -> None:
    score = judge_list([label], ("hip replacement", "ACL reconstruction", "spinal fusion"))
    assert not score.counts
    assert "operations" in score.reason


def test_an_exclamation_that_says_nothing_is_the_title_of_an_article() -> None:
    assert judge_list(["Milk again"], ["Asthma", "Eczema", "Hives"]).counts is True
    assert judge_list(["Milk again!"], ["Asthma", "Eczema", "Hives"]).counts is False


def test_operations_that_most_items_are_leave_the_conditions() -> None:
    items = ("hip replacement", "ACL reconstruction", "spinal fusion", "hip arthritis")
    score = judge_list(["Conditions we treat"], items)
    assert (score.counts, score.dropped) == (True, (0, 1, 2))
    assert judge_list(["Conditions we treat"], (*items, "gout", "bursitis")).dropped == ()


@pytest.mark.parametrize(
    "labels",
    [
        ["Post-operative conditions that we treat"],
        ["What we treat", "Rehabilitation"],
        ["Wir behandeln nach Operationen:"],
    ],
)
def test_patients_are_treated_after_operations(labels: list[str]) -> None:
    operations = ("hip replacement", "ACL reconstruction", "spinal fusion")
    score = judge_list(labels, operations)
    assert (score.counts, score.dropped) == (True, ())


_INDICATIONS = ("Stress", "Insomnie", "Angoisse", "Préparation mentale", "Motivation")


@pytest.mark.parametrize(
    ("title", "counts"),
    [("Hypnose", True), ("Hypnothérapie", True), ("Notre histoire", False)],
)
def test_indications_below_a_therapy_need_fewer_medical_items(title: str, counts: bool) -> None:
    assert judge_list(["Indications", title], _INDICATIONS).counts is counts


@pytest.mark.parametrize(
    "title", ["Betabloqueantes", "Relajantes musculares", "Antidépresseurs", "Schmerzmittel"]
)
def test_indications_of_medicines_are_no_conditions(title: str) -> None:
    items = ("Migraña", "Angina", "Arritmias", "Hipertensión")
    assert judge_list(["Indicaciones", "Acupuntura"], items).counts
    assert not judge_list(["Indicaciones", title], items).counts


def test_a_question_between_a_weak_title_and_its_items_is_about_something_else() -> None:
    items = ("Neck ache", "Dizziness", "Jaw pain")
    labels = ["Does this sound familiar?", "Areas of expertise"]
    assert judge_list(labels[1:], items).counts
    assert not judge_list(labels, items).counts


@pytest.mark.parametrize("title", ["MRI", "Kernspintomographie", "IRM", "Resonancia magnética"])
def test_indications_of_an_examination_are_no_conditions(title: str) -> None:
    items = ("Hernia discal", "Tumores", "Esguinces", "Artrosis")
    assert not judge_list(["Indicaciones", title], items).counts


@pytest.mark.parametrize(
    "label",
    [
        "Enfermedades por las que se puede pedir una pensión:",
        "Maladies qui donnent droit à une pension :",
        "Erkrankungen, mit denen eine Rente möglich ist:",
        "Conditions that qualify for disability benefits:",
    ],
)
def test_conditions_that_give_a_right_are_none_of_the_clinic(label: str) -> None:
    assert not judge_list([label], ("Fibromyalgia", "Depression", "Arthritis")).counts


def test_more_items_of_other_kinds_than_conditions_overrule_a_certain_label() -> None:
    items = ("Softening scars", "Reducing pores", "Brighter skin", "Wrinkles")
    score = judge_list(["Conditions that we treat"], items)
    assert not score.counts
    assert "other kinds" in score.reason


def test_what_is_no_condition_is_left_out_however_few_are_medical() -> None:
    items = ("Gout", "Blinkie's lumps", "Patients with stiff knees", "Hoof shape", "Sciatica")
    score = judge_list(["Conditions that we treat"], items)
    assert (score.counts, score.dropped) == (True, (2,))


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("Conditions we manage with medication", True),
        ("The treatment is recommended for patients with:", True),
        ("Why are you having these problems?", False),
        ("These may be symptoms of more serious conditions, such as:", False),
        ("To fix it, follow your doctor's advice, including:", False),
        ("Our treatment of the syndrome looks at all aspects:", False),
    ],
)
def test_labels_of_what_is_treated_and_of_what_goes_with_it(label: str, counts: bool) -> None:
    assert judge_list([label], ("Gout", "Croup", "Sciatica")).counts is counts


@pytest.mark.parametrize("heading", ["A small TENS unit", "Our sauna", "Massagers"])
def test_what_a_device_is_for_is_no_condition(heading: str) -> None:
    items = ("Back pain", "Sciatica", "Arthritis")
    assert judge_list(["Application:"], items).counts
    assert not judge_list(["Application:", heading], items).counts


def test_a_slogan_above_a_label_says_nothing() -> None:
    items = ("Gout", "Sciatica", "Tennis elbow")
    assert judge_list(["Conditions", "Don't let pain stop you"], items).counts
    assert judge_list(["Don't let pain stop you", "Conditions we treat"], items).counts


def test_services_that_most_items_are_leave_the_conditions() -> None:
    services = ["Grief support", "Anger management", "Parenting support", "Stress management"]
    score = judge_list(["What I help with"], [*services, "Anxiety", "Depression", "Trauma"])
    assert score.counts
    assert score.dropped == (0, 1, 2, 3)


def test_services_with_two_conditions_stay_services() -> None:
    services = ["Grief support", "Anger management", "Parenting support", "Stress management"]
    assert not judge_list(["What I help with"], [*services, "Anxiety", "Depression"]).counts


def test_themes_alone_do_not_carry_a_weak_label() -> None:
    items = ["Life transitions", "Career changes", "Identity", "Confidence"]
    assert not judge_list(["Counselling for you"], items).counts


@pytest.mark.parametrize(
    ("labels", "items"),
    [
        (["Störungen", "Narkolepsie"], ["Albträume", "Schlaflosigkeit", "Müdigkeit"]),
        (["Molestias", "Síntomas y más", "Ojo seco"], ["Lagrimeo", "Picor", "Fotofobia"]),
        (["Therapie", "Migräne", "Neurologie"], ["Clusterkopfschmerz", "Migräne", "Schwindel"]),
    ],
)
def test_a_weak_label_below_the_name_of_a_condition_describes_it(
    labels: list[str], items: list[str]
) -> None:
    assert not judge_list(labels, items).counts
    assert judge_list(["Wir behandeln", labels[-1]], items).counts


def test_the_name_of_a_therapy_is_not_that_of_a_condition() -> None:
    labels = ["Beschwerden", "Akupunktur bei Schmerzen"]
    assert judge_list(labels, ["Migräne", "Arthrose", "Heuschnupfen"]).counts


@pytest.mark.parametrize(("item", "counts"), [("Sports injuries", False), ("Torn ligaments", True)])
def test_a_single_item_that_repeats_its_label_is_a_path_to_the_page(
    item: str, counts: bool
) -> None:
    assert judge_list(["Sports injuries in Leeds"], [item]).counts is counts


@pytest.mark.parametrize(
    ("label", "medical", "other", "counts"),
    [
        ("Our services", 3, 1, True),
        ("Our services", 2, 1, False),
        ("Our services", 4, 2, True),
        ("Our services", 3, 3, False),
        ("Arbeitsschwerpunkte", 6, 7, True),
        ("Arbeitsschwerpunkte", 6, 8, False),
    ],
)
def test_labels_that_do_not_say_what_is_treated_need_a_share_of_conditions(
    label: str, medical: int, other: int, counts: bool
) -> None:
    names = ["Gout", "Croup", "Asthma", "Migraine", "Sciatica", "Acne"][:medical]
    silent = [f"Thema {letter}" for letter in "abcdefgh"][:other]
    assert judge_list([label], [*names, *silent]).counts is counts


def test_a_therapy_or_an_operation_in_a_label_is_no_condition_that_its_list_describes() -> None:
    names = ["Übelkeit", "Rückenschmerzen", "Sodbrennen"]
    assert judge_list(["Akupunktur im Wochenbett:"], names).counts
    assert not judge_list(["Übelkeit im Wochenbett:"], names).counts
    labels = ["Reasons for Tooth Extraction:", "Gentle Tooth Extractions"]
    assert judge_list(labels, ["Severe decay", "Gum disease", "Fractured teeth"]).counts


def test_two_conditions_beside_what_is_done_are_enough_below_a_certain_label() -> None:
    done = ["Rééducation cardiaque", "Rééducation du genou", "Rééducation de la marche"]
    items = ["Troubles de l'équilibre", *done, "Entorses"]
    assert judge_list(["Je traite diverses pathologies :"], items).counts
    assert not judge_list(["Je peux vous aider pour :"], items).counts
