package services.auth.schema;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/** Sets the bound of {@link BoundedDataSource} to the pool. */
@Singleton
final class BoundedPool implements BeanCreatedEventListener<DataSource> {

    private final int queueSize;
    private final BeanProvider<MeterRegistry> meters;

    BoundedPool(@Value("${auth-service.database.queue-size}") int queueSize, BeanProvider<MeterRegistry> meters) {
        this.queueSize = queueSize;
        this.meters = meters;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return event.getBean() instanceof HikariDataSource pool
                ? new BoundedDataSource(pool, queueSize, meters.get().counter("auth.database.shed"))
                : event.getBean();
    }
}
