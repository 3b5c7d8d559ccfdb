package services.auth.schema;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;

/** Sets the bound of {@link BoundedDataSource} to the pool, before Micronaut Data wraps what binds its connections to transactions. */
@Singleton
final class BoundedPool implements BeanCreatedEventListener<DataSource>, Ordered {

    private final int queueSize;
    private final BeanProvider<MeterRegistry> meters;

    BoundedPool(@Value("${auth-service.database.queue-size}") int queueSize, BeanProvider<MeterRegistry> meters) {
        this.queueSize = queueSize;
        this.meters = meters;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        if (!(event.getBean() instanceof HikariDataSource pool)) {
            throw new IllegalStateException("The pool of connections cannot be bounded: it is a "
                    + event.getBean().getClass());
        }
        return new BoundedDataSource(pool, queueSize, meters.get().counter("auth.database.shed"));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
