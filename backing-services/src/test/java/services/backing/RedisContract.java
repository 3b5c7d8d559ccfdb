package services.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every Redis of our own does. */
abstract class RedisContract {

    private static final Duration HOLD = Duration.ofSeconds(2);

    private final Redis redis;

    RedisContract(Redis redis) {
        this.redis = redis;
    }

    @Test
    void keysSurviveAKill() throws IOException {
        // otherwise a disk that is busy may hold the write back for two seconds
        ask("CONFIG SET appendfsync always");
        ask("SET kept yes");

        redis.kill();
        assertThatThrownBy(() -> ask("PING")).isInstanceOf(IOException.class);
        redis.start();

        assertThat(ask("EXISTS kept")).isEqualTo(":1");
    }

    @Test
    void wipedServerHasNoKeys() throws IOException {
        ask("SET wiped yes");

        redis.wipe();

        assertThat(ask("DBSIZE")).isEqualTo(":0");
    }

    @Test
    void startedEmptyItHasNoKeys() throws IOException {
        ask("SET lost yes");

        redis.kill();
        redis.startEmpty();

        assertThat(ask("DBSIZE")).isEqualTo(":0");
    }

    @Test
    void startsWhenWhoeverHoldsItsPortLetsGo() throws IOException {
        redis.kill();
        ServerSocket holder = new ServerSocket(redis.uri().getPort(), 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> letGo(holder));

        redis.start();

        assertThat(ask("PING")).isEqualTo("+PONG");
    }

    @Test
    void pausedServerAnswersNothingUntilItResumes() throws IOException {
        redis.pause();
        assertThatThrownBy(() -> ask("PING")).isInstanceOf(IOException.class);
        redis.resume();

        assertThat(ask("PING")).isEqualTo("+PONG");
    }

    @Test
    void interruptedCallerStillKillsAndStartsIt() throws IOException {
        Thread.currentThread().interrupt();

        redis.kill();
        assertThatThrownBy(() -> ask("PING")).isInstanceOf(IOException.class);
        redis.start();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ask("PING")).isEqualTo("+PONG");
    }

    @Test
    void nothingIsEvicted() throws IOException {
        assertThat(information("memory", "maxmemory_policy")).isEqualTo("noeviction");
    }

    @Test
    void everyWriteIsAppendedToAFile() throws IOException {
        assertThat(information("persistence", "aof_enabled")).isEqualTo("1");
    }

    @Test
    void descriptionTellsVersionAndPort() {
        assertThat(redis.description()).matches("(embedded|Docker's) Redis \\d+\\.\\d+\\.\\d+ on port \\d+");
    }

    private static void letGo(ServerSocket holder) {
        try (holder) {
            Thread.sleep(HOLD);
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private String ask(String command) throws IOException {
        try (RedisConnection connection = new RedisConnection(redis.uri().getPort())) {
            return connection.ask(command);
        }
    }

    private String information(String section, String name) throws IOException {
        try (RedisConnection connection = new RedisConnection(redis.uri().getPort())) {
            return connection.information(section, name);
        }
    }
}
