"""What is said after each form of the office that did something, by the endpoint it went to.

A test walks every form of the office: one that is neither here, nor says it in its own words (`web.telling.tell`), nor comes out on a page
that says it, is found.
"""

from flask import request

from wederhoor.web.telling import Sentences


def _of_letter() -> str:
    return {
        "send": "De brief gaat de deur uit. Tot hij vertrekt, kunt u hem bij Verzending nog terughalen.",
        "discard": "De brief is weggelegd. U vindt hem terug bij Verzending.",
    }.get(request.form.get("act", ""), "Uw versie van de brief is bewaard.")


def _of_message() -> str:
    return (
        "Uw notitie staat erbij."
        if request.form.get("what") == "note"
        else "Uw bericht staat klaar. Tot het weg is, kunt u het hier ongedaan maken."
    )


def _of_sessions() -> str:
    return "Op uw andere apparaten bent u afgemeld." if request.form.get("waar") == "anderen" else ""


SAID: Sentences = {
    "accused.messages_send": "Uw bericht is verstuurd.",
    "accused.react_send": "Uw reactie is verstuurd.",
    "away.name_own": "Uw vervanger is vastgelegd.",
    "away.end_own": "De vervanging is beëindigd.",
    "colleagues.add_team": "Het team staat erbij.",
    "colleagues.change_send": "De wijziging is vastgelegd.",
    "colleagues.stand_in_send": "De vervanger is vastgelegd.",
    "colleagues.end": "De vervanging is beëindigd.",
    "complaints.release_send": "Vastgelegd over wie de klacht gaat. Wat klaarstond, gaat nu de deur uit.",
    "confidants.act_send": "Het is vastgelegd.",
    "confidants.new_send": "Het gesprek is vastgelegd.",
    "decisions.correct": "Het verbeterde besluit is vastgelegd.",
    "decisions.decide": "Uw besluit is vastgelegd.",
    "decisions.note_act": "Vastgelegd wat er is gedaan.",
    "decisions.react": "Uw reactie is vastgelegd.",
    "declaration_register.assign_send": "Vastgelegd wie beslist.",
    "declaration_register.year_send": "Het jaareinde is vastgelegd.",
    "declare.gift_send": "Uw melding is gedaan. Hieronder ziet u wat er nu gebeurt.",
    "declare.invitation_send": "Uw melding is gedaan. Hieronder ziet u wat er nu gebeurt.",
    "declare.topic_send": "Uw melding is gedaan. Hieronder ziet u wat er nu gebeurt.",
    "declared.review": "Uw melding is nagekeken.",
    "declared.use_right": "Het is vastgelegd.",
    "declared.withdraw": "Uw melding is ingetrokken.",
    "delivery.again": "Het bericht wordt opnieuw geprobeerd.",
    "delivery.again_all": "Alle berichten worden opnieuw geprobeerd.",
    "delivery.back": "Het bericht is teruggehaald. De brief is weer een concept.",
    "delivery.delivered_send": "De bezorging is vastgelegd.",
    "delivery.pdf_again": "De PDF wordt opnieuw gemaakt.",
    "delivery.returned_send": "Vastgelegd dat de post terugkwam.",
    "delivery.tray": "Vastgelegd dat de brieven op de post zijn.",
    "delivery.up": "De brief is weer opgepakt.",
    "desk.drop_view": "De weergave is weg.",
    "desk.keep_columns": "Het register ziet er voortaan zo uit.",
    "desk.mail_again": "De mail wordt opnieuw geprobeerd.",
    "desk.save_view": "De weergave is bewaard.",
    "factors.app_send": "De tweede stap is toegevoegd.",
    "factors.passkey_send": "De passkey is toegevoegd.",
    "factors.remove_send": "De tweede stap is weg.",
    "factors.sign_out_everywhere": _of_sessions,
    "factors.rename": "De naam is veranderd.",
    "handing_out.paper": "Vastgelegd wie op papier tekende.",
    "leaving.send": "Het vertrek is vastgelegd. Wat er lag, is overgedragen.",
    "leaving.take_send": "Overgedragen.",
    "looks.look_send": _of_letter,
    "messages.write": _of_message,
    "misconduct_desk.act_send": "Het is vastgelegd.",
    "papers.add": "De stukken staan erbij.",
    "paper_acts.describe_send": "De gegevens van het stuk zijn bewaard.",
    "paper_acts.misfiled_send": "Het stuk is hier weg.",
    "paper_acts.new_version_send": "De nieuwe versie staat erbij.",
    "paper_acts.side_send": "Vastgelegd voor wie het stuk is.",
    "paper_acts.whole_send": "Vastgelegd dat de kopie volledig is.",
    "reachable.note": "Vastgelegd hoe deze medewerker bereikbaar is.",
    "saved_texts.add": "De vaste tekst is bewaard.",
    "saved_texts.change_send": "De vaste tekst is veranderd.",
    "saved_texts.remove": "De vaste tekst is weg. Wat ermee geschreven is, blijft zoals het is.",
    "signing.ask": "Uw vraag is verstuurd.",
    "signing.sign": "U hebt getekend.",
    "spoken.sign_send": "De ondertekening is vastgelegd.",
    "strongboxes.change_send": "Uw nieuwe wachtzin geldt.",
    "strongboxes.close": "Uw kluis is dicht.",
    "strongboxes.give_up_send": "Uw kluis is opzij gezet.",
    "strongboxes.take_back_send": "Uw kluis is terug.",
    "tasks.finish_send": "De taak is afgerond.",
    "tasks.not_meant": "Deze collega ziet de taak vanaf nu.",
    "tasks.undo": "De taak staat weer open.",
    "weighing.drop": "Het werkblad is weg.",
    "weighing.send": "Het werkblad is bewaard.",
}
