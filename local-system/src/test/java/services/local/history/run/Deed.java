package services.local.history.run;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What a client does, and how often among a thousand. Where there is no login to do it with, it logs in instead. */
enum Deed {
    VALIDATE(600),
    VALIDATE_OLD(120),
    VALIDATE_API_KEY(60),
    LOG_IN(15),
    REFRESH(80),
    REPLAY(15),
    LOG_OUT(40),
    LOG_OUT_EVERYWHERE(8),
    END_SESSION(20),
    CREATE_API_KEY(22),
    DELETE_API_KEY(20);

    /** What is worth being watched while it happens. */
    private static final List<Deed> CHANGES =
            List.of(REFRESH, REFRESH, REFRESH, LOG_OUT, LOG_OUT_EVERYWHERE, END_SESSION, DELETE_API_KEY, REPLAY);

    private static final List<Deed> WITNESSES =
            List.of(VALIDATE, VALIDATE, VALIDATE, VALIDATE_OLD, VALIDATE_API_KEY, REFRESH, LOG_IN);

    private final int weight;

    Deed(int weight) {
        this.weight = weight;
    }

    static Deed any(SplittableRandom random) {
        int left =
                random.nextInt(Stream.of(values()).mapToInt(deed -> deed.weight).sum());
        for (Deed deed : values()) {
            left -= deed.weight;
            if (left < 0) {
                return deed;
            }
        }
        throw new AssertionError();
    }

    static Deed change(SplittableRandom random) {
        return CHANGES.get(random.nextInt(CHANGES.size()));
    }

    static Deed witness(SplittableRandom random) {
        return WITNESSES.get(random.nextInt(WITNESSES.size()));
    }
}
