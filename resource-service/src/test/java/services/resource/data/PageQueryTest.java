package services.resource.data;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import services.resource.error.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PageQueryTest {

    @Test
    void firstPageHasTwentyItems() {
        PageQuery query = PageQuery.parse(null, null);
        assertThat(query.limit()).isEqualTo(20);
        assertThat(query.after()).isEmpty();
    }

    @Test
    void cursorLeadsBackToItsItem() {
        UUID last = UUID.randomUUID();
        assertThat(PageQuery.parse("100", PageQuery.cursor(last)).after()).contains(last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "+5", "1.0", "", " 5", "five", "99999999999999999999", "٣"})
    void limitThatIsNoneIsRefused(String limit) {
        assertThatThrownBy(() -> PageQuery.parse(limit, null)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "!!!", "null", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "'; DROP TABLE data"})
    void cursorThatIsNoneIsRefused(String after) {
        assertThatThrownBy(() -> PageQuery.parse(null, after)).isInstanceOf(ProblemException.class);
    }
}
