package services.local.system;

import services.local.roundtrip.Answer;
import services.local.roundtrip.Call;

/** What an answer says about the token, or the password, that was presented. */
enum Verdict {
    ACCEPTED,
    REFUSED,
    /** 503 with the time to come back. */
    CANNOT_TELL,
    /** The connection was refused or broken, or nothing came in all the time that a client waits. */
    NO_ANSWER,
    /** An answer that nobody should ever get. */
    FAULT;

    static Verdict of(Call call, Answer answer) {
        return switch (answer.status()) {
            case 200 -> answer.at("/authenticated").asBoolean(true) ? ACCEPTED : REFUSED;
            // there it is the caller who is refused, and not the token in question
            case 401 -> call.uri().getPath().equals("/validateToken") ? FAULT : REFUSED;
            // only a balancer says so: nobody knows what became of what it had sent on
            case 502, 504 -> answer.text("/code").equals("answer_lost") ? NO_ANSWER : FAULT;
            case 503 -> isHonest(answer) ? CANNOT_TELL : FAULT;
            default -> FAULT;
        };
    }

    private static boolean isHonest(Answer unavailable) {
        return unavailable.header("Retry-After").matches("[1-9]\\d*")
                && unavailable.text("/code").equals("temporarily_unavailable");
    }
}
