package services.resource;

import java.util.Map;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import services.resource.data.DataSchema;

/** Starts resource-service. */
public final class ResourceService {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceService.class);

    private ResourceService() {}

    public static void main(String[] args) {
        try {
            start(Map.of(), args);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("resource-service does not start: {}", StartupFailure.explain(e));
            System.exit(1);
        }
    }

    /**
     * Starts the service and returns when both listeners answer.
     *
     * @param settings win over the environment
     */
    static ApplicationContext start(Map<String, Object> settings, String... args) throws InterruptedException {
        ApplicationContext context = ApplicationContext.builder()
                .mainClass(ResourceService.class)
                .deduceEnvironment(false)
                .banner(false)
                .args(args)
                .properties(settings)
                .build();
        try {
            Environment environment = context.getEnvironment();
            environment.start();
            Settings.check(environment);
            Runtime.getRuntime().addShutdownHook(new Thread(context::close, "shutdown"));
            context.start();
            context.getBean(DataSchema.class).migrate();
            context.getBean(EmbeddedServer.class).start();
            LOG.info("resource-service listens: {}", Settings.listeners(environment));
            return context;
        } catch (InterruptedException | RuntimeException e) {
            context.close();
            throw e;
        }
    }
}
