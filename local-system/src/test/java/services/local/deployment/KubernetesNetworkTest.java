package services.local.deployment;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who reaches whom on Kubernetes. */
class KubernetesNetworkTest {

    private static final String NAME = "app.kubernetes.io/name";

    private final Manifests manifests = Manifests.applied();

    @ParameterizedTest
    @EnumSource
    void servicesLeadToThePortOfTheirName(Part part) {
        List<ServicePort> ports = manifests.all(Service.class).stream()
                .filter(service ->
                        part.service().equals(service.getSpec().getSelector().get(NAME)))
                .flatMap(service -> service.getSpec().getPorts().stream())
                .toList();

        assertThat(ports).isNotEmpty().allSatisfy(port -> {
            assertThat(port.getTargetPort().getStrVal()).isEqualTo(port.getName());
            assertThat(port.getPort())
                    .isEqualTo(port.getName().equals("public") ? part.publicPort() : part.internalPort());
        });
    }

    @ParameterizedTest
    @EnumSource
    void everySelectorMeansThePodsOfItsService(Part part) {
        Map<String, String> own = Map.of(NAME, part.service());
        Deployment deployment = manifests.one(Deployment.class, part.service());

        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels()).isEqualTo(own);
        assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(own);
        assertThat(manifests.one(Service.class, part.service()).getSpec().getSelector())
                .isEqualTo(own);
        assertThat(manifests
                        .one(PodDisruptionBudget.class, part.service())
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(own);
        assertThat(manifests
                        .one(NetworkPolicy.class, part.service())
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(own);
        assertThat(manifests
                        .one(Deployment.class, part.service())
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTopologySpreadConstraints())
                .allMatch(spread -> spread.getLabelSelector().getMatchLabels().equals(own));
    }

    @Test
    void resourceServiceFindsAuthService() {
        Map<String, String> settings = Part.RESOURCE.settings();

        for (String name : List.of("PUBLIC", "INTERNAL")) {
            URI address = URI.create(settings.getOrDefault("RESOURCE_SERVICE_AUTH_SERVICE_" + name + "_URL", ""));
            assertThat(manifests.one(Service.class, address.getHost()).getSpec().getPorts())
                    .anyMatch(port -> port.getPort() == address.getPort());
        }
    }

    @Test
    void ingressLeadsToPublicPortsAlone() {
        List<IngressRule> rules =
                manifests.one(Ingress.class, "public").getSpec().getRules();

        assertThat(rules)
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.getHttp().getPaths())
                        .singleElement()
                        .satisfies(path -> {
                            var target = path.getBackend().getService();
                            assertThat(target.getPort().getName()).isEqualTo("public");
                            assertThat(manifests
                                            .one(Service.class, target.getName())
                                            .getSpec()
                                            .getPorts())
                                    .extracting(ServicePort::getName)
                                    .containsExactly("public");
                        }));
        assertThat(rules)
                .map(IngressRule::getHost)
                .contains(URI.create(Part.AUTH.settings().getOrDefault("AUTH_SERVICE_ISSUER", ""))
                        .getHost())
                .isEqualTo(manifests
                        .one(Ingress.class, "public")
                        .getSpec()
                        .getTls()
                        .getFirst()
                        .getHosts());
    }

    @Test
    void resourceServiceAndMetricsAloneReachTheInternalPortOfAuthService() {
        List<NetworkPolicyIngressRule> rules =
                manifests.one(NetworkPolicy.class, "auth-service").getSpec().getIngress();
        int internal = Part.AUTH.internalPort();

        assertThat(rules).allMatch(rule -> !rule.getPorts().isEmpty());
        assertThat(rules.stream()
                        .filter(rule -> rule.getPorts().stream()
                                .anyMatch(port -> Objects.equals(port.getPort().getIntVal(), internal)))
                        .flatMap(rule -> rule.getFrom().stream())
                        .map(peer -> peer.getPodSelector() != null
                                ? peer.getPodSelector().getMatchLabels()
                                : peer.getNamespaceSelector().getMatchLabels()))
                .containsExactlyInAnyOrder(Map.of(NAME, "resource-service"), Map.of("metrics-collector", "true"));
    }

    @Test
    void whatNoPolicyAllowsIsForbidden() {
        var nothingElse = manifests.one(NetworkPolicy.class, "nothing-else").getSpec();

        assertThat(nothingElse.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(nothingElse.getPodSelector().getMatchLabels()).isEmpty();
        assertThat(nothingElse.getIngress()).isEmpty();
        assertThat(nothingElse.getEgress()).isEmpty();
    }
}
