package services.auth.schema;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The pool of connections, for which so many may wait at once: when the database is slow or away, whoever comes after them hears so at
 * once instead of at the end of a wait, and what waits takes no more than so much memory.
 */
final class BoundedDataSource implements DataSource {

    private final HikariDataSource pool;
    private final int queueSize;
    private final Counter shed;
    private final AtomicInteger waiting = new AtomicInteger();

    BoundedDataSource(HikariDataSource pool, int queueSize, Counter shed) {
        this.pool = pool;
        this.queueSize = queueSize;
        this.shed = shed;
    }

    @Override
    public Connection getConnection() throws SQLException {
        // who gets one at once is no longer than a moment among them
        if (waiting.incrementAndGet() > queueSize) {
            waiting.decrementAndGet();
            shed.increment();
            throw new SQLTransientConnectionException("Too many wait for a connection to the database");
        }
        try {
            return pool.getConnection();
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
