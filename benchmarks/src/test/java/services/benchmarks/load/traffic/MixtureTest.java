package services.benchmarks.load.traffic;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import services.benchmarks.load.http.Request;
import services.benchmarks.load.http.Traffic;
import services.local.roundtrip.Call;

import static org.assertj.core.api.Assertions.assertThat;

class MixtureTest {

    @Test
    void kindsComeInTheirRatioAndEvenly() {
        Mixture mixture = new Mixture(List.of(part("often", 6), part("seldom", 2)));

        List<String> kinds = kinds(mixture, 800);

        assertThat(kinds).filteredOn("seldom"::equals).hasSize(200);
        assertThat(kinds.subList(0, 8)).filteredOn("seldom"::equals).hasSize(2);
    }

    @Test
    void whoHasNothingToSendIsPassedOver() {
        Mixture mixture = new Mixture(List.of(new Mixture.Part("never", () -> null, 5), part("always", 1)));

        assertThat(kinds(mixture, 10)).containsOnly("always");
    }

    @Test
    void withoutAnyThereIsNone() {
        assertThat(new Mixture(List.of(new Mixture.Part("never", () -> null, 1))).next())
                .isNull();
    }

    private static List<String> kinds(Mixture mixture, int count) {
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            kinds.add(Objects.requireNonNull(mixture.next()).kind());
        }
        return kinds;
    }

    private static Mixture.Part part(String kind, double share) {
        Traffic traffic = () -> Request.of(kind, Call.get(URI.create("http://127.0.0.1:1/")), (status, body) -> true);
        return new Mixture.Part(kind, traffic, share);
    }
}
