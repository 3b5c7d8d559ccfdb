package services.auth.token;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeTest {

    @Test
    void orderAndRepetitionDoNotMatter() {
        assertThat(Scope.parse("b a  b")).isEqualTo(Scope.parse("a b"));
        assertThat(Scope.parse("b a").toString()).isEqualTo("a b");
    }

    @Test
    void coversOnlyWhatItHolds() {
        assertThat(Scope.parse("data:read data:write").covers(Scope.parse("data:read")))
                .isTrue();
        assertThat(Scope.parse("data:read").covers(Scope.parse("data:read data:write")))
                .isFalse();
        assertThat(Scope.parse("data:read").covers(Scope.parse("data"))).isFalse();
        assertThat(Scope.parse("").covers(Scope.parse(""))).isTrue();
    }
}
