package services.auth.redis;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisServerTest {

    private static final String INFO =
            "# Server\r\nredis_version:7.0.15\r\nrun_id:0123abc\r\n\r\n# Memory\r\nmaxmemory_policy:%s\r\n";

    @Test
    void infoTellsTheRunIdAndTheEvictionPolicy() {
        assertThat(RedisServer.parse(INFO.formatted("noeviction"))).contains(new RedisServer("0123abc", "noeviction"));
        assertThat(RedisServer.parse("nonsense")).isEmpty();
    }

    @Test
    void onlyNoevictionKeepsEverything() {
        assertThat(RedisServer.parse(INFO.formatted("noeviction")).orElseThrow().keepsEverything())
                .isTrue();
        assertThat(RedisServer.parse(INFO.formatted("allkeys-lru"))
                        .orElseThrow()
                        .keepsEverything())
                .isFalse();
        assertThat(RedisServer.parse("run_id:x\r\n").orElseThrow().keepsEverything())
                .isFalse();
    }
}
