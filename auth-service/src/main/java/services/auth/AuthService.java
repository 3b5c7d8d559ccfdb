package services.auth;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.auth.error.StartFailure;

/** Starts auth-service and stops it on SIGTERM; with the name of a command, does that instead. */
public final class AuthService {

    private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);

    private AuthService() {}

    public static void main(String[] args) throws InterruptedException {
        NativeSignatures.prefer();
        try {
            ApplicationContext context = ApplicationContext.builder(AuthService.class)
                    .args(args)
                    .banner(false)
                    .build()
                    .start();
            List<String> arguments = List.of(args);
            if (arguments.contains(VerifyAuditLog.NAME)) {
                int status = VerifyAuditLog.run(
                        context,
                        arguments.subList(arguments.indexOf(VerifyAuditLog.NAME) + 1, args.length),
                        System.out);
                context.stop();
                System.exit(status);
            }
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                LOG.info("Stopping");
                context.stop();
                stopped.countDown();
            }));
            LOG.info("auth-service listens: public {}, internal port {}", server.getURI(), internalPort(context));
            NativeSignatures.load();
            stopped.await();
        } catch (RuntimeException | Error failure) {
            LOG.error("auth-service cannot start: {}", StartFailure.describe(failure));
            LOG.debug("Cannot start", failure);
            System.exit(1);
        }
    }

    private static String internalPort(ApplicationContext context) {
        return context.getRequiredProperty("auth-service.internal-port", String.class);
    }
}
