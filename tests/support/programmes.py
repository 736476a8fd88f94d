"""A small, complete programme, written to a folder and mended or broken by each test."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

FILES: Mapping[str, str] = {
    "programme/programme.yaml": """\
        schema_version: 1
        name: Ferry Mentoring
        tagline: Two people, one crossing.
        association:
          name: The Ferry Association
        people: fictional
        languages: [en]
        time_zone: Europe/London
        purpose:
          statement: We bring people of different employers together.
          mission: To strengthen the craft of ferrying.
          needs:
            - method: Survey
              when: "2025"
              finding: Members asked for advice from outside.
          vision: Every member knows somebody elsewhere.
          benefits:
            mentors: [New views]
            mentees: [Advice]
            organisations: [Skilled people]
        objectives:
          - id: skills
            title: Build skills
            measure: Most pairs reach a goal.
        audience:
          - id: early
            title: People early in their career
        approach:
          style: guide
          career: subjective
          stance: developmental
          statement: The mentee sets the course.
        perspectives:
          participants: A place to think.
          organisations: A way to learn from others.
        partners: {minimum: 2, maximum: 8}
        contacts:
          programme:
            email: mentoring@ferry.example
            title: The coordinator
          safeguarding:
            email: safe@ferry.example
            title: Safeguarding
        data_controller:
          name: The Ferry Association
          address: 1 Quay, Port Merrow
          email: data@ferry.example
        consent_wordings:
          - version: "1"
            since: 2025-01-01
            text: I agree that my profile is shown.
        """,
    "programme/vocabulary.yaml": """\
        expertise:
          - {id: rowing, title: Rowing}
          - {id: steering, title: Steering & charts}
        languages:
          - {id: en, title: English}
        meeting:
          - {id: online, title: Online}
        availability:
          - {id: open, title: Taking mentees}
        sector:
          - {id: ferries, title: Ferries}
        method:
          - {id: talk, title: Talk}
        topics:
          - {id: roles, title: Roles}
        channel:
          - {id: email, title: E-mail}
        faq:
          - {id: meeting, title: Meeting}
        """,
    "programme/organisations.csv": """\
        id,name,sector,location,website,since,summary,culture,logo,champion,champion_role,champion_consent,champion_consent_date,champion_consent_wording,champion_consent_expiry
        acme,Acme Ferries,ferries,Port Merrow,https://acme.example,2025,Carries people.,,,Cara Champion,Head of people,yes,2025-02-01,1,
        beta,Beta Barges,ferries,Eastquay,,2025,Carries goods.,,,Hidden Hilda,Director,no,,,
        """,
    "programme/committee.csv": """\
        id,name,role,organisation,position,since,until,email,consent,consent_date,consent_scope,consent_wording,consent_expiry
        chair-ann,Ann Chair,chair,acme,Director,2025-01-01,,,yes,2025-01-02,,1,
        coord-bo,Bo Coordinator,coordinator,,,2025-01-01,,bo.private@ferry.example,yes,2025-01-02,contact,1,
        """,
    "programme/mentors.csv": """\
        id,name,pronouns,organisation,position,expertise,languages,location,meets,availability,experience,strengths,gain,interests,website,email,phone,photo_alt,confirmed,consent,consent_date,consent_scope,consent_wording,consent_expiry,notes
        ana,Ana <Á> & Sons,,acme,Pilot,rowing; steering,en,Port Merrow,online,open,Ten years at sea,Listens,New ideas,Chess,,ana@acme.example,+44 1632 960001,,2026-01-01,yes,2026-01-01,biography,1,,Private note Zanzibar
        ben,Ben No,,beta,,steering,en,,,open,,,,,,ben@beta.example,,,,no,,,,,
        eva,Eva Expired,,beta,,rowing,en,,,open,,,,,,,,,,yes,2025-01-01,biography;contact,1,2025-12-31,
        """,
    "programme/mentors/ana.en.md": "Ana *rows*.\n\n<script>alert(1)</script>\n",
    "programme/mentors/eva.en.md": "Eva's long biography.\n",
    "programme/training.yaml": """\
        - id: roles
          title: Roles
          summary: Who does what.
          stage: initial
          audience: [mentor, mentee]
          minutes: 60
          method: [talk]
          topics: [roles]
          outcomes: [Say who does what]
          evidence: ["6.7"]
        """,
    "programme/training/roles.en.md": "## Plan\n\nTalk about roles.\n",
    "programme/faq.yaml": """\
        - id: how-long
          question: How long is a session?
          answer: About *90 minutes*.
          section: meeting
          evidence: ["3.5"]
        """,
    "programme/recognition.yaml": """\
        - id: thanks
          title: Thanks
          description: A letter.
          audience: [mentor, mentee]
        """,
    "programme/messages.yaml": """\
        - id: pairs
          kind: announcement
          audience: [mentor, mentee]
          channel: [email]
          subject: Your pair
          body: Here is your pair.
        """,
    "programme/evaluation.yaml": """\
        - id: final
          title: Last form
          month: 12
          audience: [mentor, mentee]
          method: Form
          asks: [Was it rewarding?]
          evidence: ["7.3"]
        """,
    "programme/matching.yaml": """\
        statement: We match by need.
        decided_by: The coordinator.
        reasons: We tell you why.
        criteria:
          - {id: need, title: Need, detail: What you want to learn., weight: essential}
        steps:
          - {title: Read, detail: We read the forms.}
        if_it_fails:
          - {title: Tell us, detail: We match again.}
        """,
    "programme/agreement.yaml": """\
        introduction: Fill this in together.
        clauses:
          - {id: purpose, title: Purpose, text: Why we meet.}
          - {id: logistics, title: Logistics, text: Where and when., prompt: Where?, kind: short}
          - {id: duration, title: Duration, text: How long.}
          - {id: frequency, title: Frequency, text: How often.}
          - {id: initiative, title: Initiative, text: Who calls the meetings.}
          - {id: success, title: Success, text: How we know.}
          - {id: objectives, title: Objectives, text: What for., prompt: Which?, kind: list}
          - {id: action-plan, title: Actions, text: What next., prompt: What?, kind: long}
          - {id: confidentiality, title: Confidentiality, text: It stays between us.}
          - {id: no-fault-termination, title: Ending, text: Either may end it.}
          - {id: signatures, title: Signatures, text: We agree., kind: signatures}
        """,
    "programme/minutes.yaml": """\
        introduction: The mentee writes, the mentor agrees.
        fields:
          - {id: date, title: Date, kind: date}
          - {id: mentor, title: Mentor, kind: short}
          - {id: mentee, title: Mentee, kind: short}
          - {id: session, title: Session, kind: number}
          - {id: topics, title: Topics, kind: long}
          - {id: ongoing-actions, title: Ongoing, kind: actions}
          - {id: future-actions, title: Future, kind: actions}
          - {id: observations, title: Observations, kind: long}
        """,
    "programme/first_meeting.yaml": """\
        introduction: Begin well.
        before:
          - {who: both, title: Read your profiles.}
        agenda:
          - {id: programme-objectives, title: The programme, minutes: 10, detail: What it is for.}
          - {id: mentor-experience, title: The mentor, minutes: 15, detail: And its limits.}
          - {id: mentee-needs, title: The mentee, minutes: 15, detail: What you need.}
          - {id: channels, title: Channels, minutes: 10, detail: How to write.}
          - {id: agreement, title: Agreement, minutes: 20, detail: Sign it.}
          - {id: confidentiality, title: Confidentiality, minutes: 10, detail: What stays here.}
          - {id: no-fault-termination, title: Ending, minutes: 10, detail: Without blame.}
        leave_with: [A date]
        """,
    "programme/editions/2026/edition.yaml": """\
        title: Edition 2026
        summary: The first crossing.
        starts: 2026-01-01
        ends: 2026-12-31
        kind: career
        duration_months: 12
        sessions: {count: 10, every_weeks: 4, minutes: 90}
        follow_up_weeks: 4
        capacity: {mentors: 3, mentees: 3, mentees_per_mentor: 1}
        partners: [acme, beta]
        outcomes: [A plan]
        selection:
          mentors: [Likes to listen]
          mentees: [Has a question]
        application:
          how: Write to us.
        """,
    "programme/editions/2026/timeline.csv": """\
        id,kind,title,date,end,time,minutes,audience,place,detail,url
        call-open,call-open,Call opens,2026-01-12,,,,,,,
        call-close,call-close,Call closes,call-open + 4 weeks,,,,,,,
        kick-off,kick-off,Kick-off,2026-03-16,,17:30,90,mentor; mentee,Port Merrow,Bring a pen,
        mid,mid-term,Workshop,kick-off + 20 weeks,,,,mentor,,,
        closing,closing,Closing,2026-11-20,,,,,,,
        """,
    "programme/editions/2026/mentors.csv": """\
        mentor,capacity
        ana,1
        ben,1
        eva,2
        """,
    "programme/editions/2025/edition.yaml": """\
        title: Edition 2025
        summary: The pilot.
        starts: 2025-01-01
        ends: 2025-12-31
        pilot: yes
        kind: skills
        duration_months: 6
        sessions: {count: 6, every_weeks: 4, minutes: 90}
        follow_up_weeks: 4
        capacity: {mentors: 5, mentees: 5, mentees_per_mentor: 1}
        partners: [acme]
        outcomes: [A skill]
        selection:
          mentors: [Likes to listen]
          mentees: [Has a question]
        application:
          how: It is over.
        """,
    "programme/editions/2025/timeline.csv": """\
        id,kind,title,date,end,time,minutes,audience,place,detail,url
        call-open,call-open,Call opens,2025-01-13,,,,,,,
        kick-off,kick-off,Kick-off,2025-03-17,,,,,,,
        closing,closing,Closing,2025-11-21,,,,,,,
        """,
    "programme/editions/2025/mentors.csv": "mentor,capacity\nana,1\n",
    "programme/editions/2025/results.csv": """\
        id,title,value,unit,answers,mark,note
        pairs,Pairs,5,count,,,
        pairs-active,Pairs active to the end,80,percent,5,80,
        small,Small group,,percent,,,Too few answers
        """,
    "programme/editions/2025/recognitions.csv": """\
        id,award,name,role,organisation,mentor,citation,consent,consent_date,consent_wording,consent_expiry
        r1,thanks,Ana <Á> & Sons,mentor,acme,ana,For patience,yes,2025-12-01,1,
        r2,thanks,Nina Nameless,mentee,beta,,Secret citation,no,,,
        """,
    "programme/editions/2025/testimonials.yaml": """\
        - id: t1
          quote: It helped.
          name: Tess Timony
          role: mentee
          organisation: acme
          consent: yes
          consent_date: 2025-12-01
          consent_wording: "1"
        - id: t2
          quote: Unshown words.
          name: Quentin Quiet
          role: mentor
          consent: no
        """,
    "programme/editions/2025/report.yaml": """\
        summary: It went well.
        objectives:
          - {objective: skills, met: partly, comment: Most did.}
        timeline: Kept.
        participation: {mentors: 5, mentees: 5, pairs: 5, organisations: 1, sessions: 30, minutes: 85}
        evaluation: Good.
        lessons: [Start earlier]
        recommendation: Go on.
        next_committee: The same.
        """,
}
"""Content by path. Nobody in it is real."""

HIDDEN = (
    "Ben No",
    "Eva Expired",
    "Hidden Hilda",
    "Nina Nameless",
    "Quentin Quiet",
    "Secret citation",
    "Unshown words",
    "long biography",
    "Zanzibar",
    "960001",
    "ana@acme.example",
    "ben@beta.example",
)
"""What nobody may read on the site of this programme on any day of 2026."""


def write_programme(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the small programme to a folder.

    Args:
        root: the project's folder, made if missing.
        changes: files to write instead or besides; None leaves a file out.
    """
    files = {path: textwrap.dedent(text) for path, text in FILES.items()}
    for path, text in {**files, **(changes or {})}.items():
        if text is not None:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return root


def replaced(path: str, old: str, new: str) -> dict[str, str]:
    """Return the change that replaces one text in one file."""
    text = textwrap.dedent(FILES[path])
    assert old in text, f"{old!r} is not in {path}"
    return {path: text.replace(old, new, 1)}
