"""Pages of joint commitments: the plan, the ceremony and its screen, enrolment and signing, and what the public sees."""
