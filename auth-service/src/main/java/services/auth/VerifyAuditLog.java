package services.auth;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import io.micronaut.context.ApplicationContext;
import services.auth.audit.AuditChain;

/**
 * {@code java -jar auth-service.jar verify-audit-log [position:seal]}: looks at every event of the audit log, beside the running
 * service or without it.
 */
final class VerifyAuditLog {

    static final String NAME = "verify-audit-log";

    private VerifyAuditLog() {}

    /**
     * Tells what it found.
     *
     * @param arguments an end that the service wrote into its log, if that is to be looked for
     * @return the exit status: 0 when nothing is wrong, otherwise 1
     */
    static int run(ApplicationContext context, List<String> arguments, PrintStream out) {
        Optional<String> known = arguments.stream().findFirst();
        AuditChain.Verdict verdict = context.getBean(AuditChain.class)
                .verify(known, events -> out.print("\rLooked at " + events + " events"));
        out.println();
        if (verdict.problems().isEmpty()) {
            out.println("The audit log is intact: " + verdict.events() + " events, the last is " + verdict.end());
            return 0;
        }
        out.println("The audit log is not intact:");
        verdict.problems().forEach(problem -> out.println("- " + problem));
        return 1;
    }
}
