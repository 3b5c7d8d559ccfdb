package services.local.deployment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What runs on Kubernetes: what it is told, what it may, and how it comes and goes. */
class KubernetesPodsTest {

    private final Manifests manifests = Manifests.applied();

    @ParameterizedTest
    @EnumSource
    void everySettingIsOneThatTheServiceReads(Part part) {
        Set<String> known = new HashSet<>(part.known().byVariable().keySet());
        known.add("LOG_LEVEL");

        assertThat(known)
                .containsAll(
                        container(part).getEnv().stream().map(EnvVar::getName).toList())
                .containsAll(part.settings().keySet());
    }

    @Test
    void everySecretIsInTheExampleAndIsUsed() {
        Set<String> used = new HashSet<>();
        for (Part part : Part.values()) {
            assertThat(container(part).getEnv()).isNotEmpty().allSatisfy(variable -> {
                var reference = variable.getValueFrom().getSecretKeyRef();
                assertThat(reference.getName()).isEqualTo("secrets");
                used.add(reference.getKey());
            });
        }

        assertThat(ProjectFile.settings(Manifests.FOLDER + "secrets.env.example")
                        .keySet())
                .isEqualTo(used);
    }

    @ParameterizedTest
    @EnumSource
    void portsAreThoseOnWhichTheServiceListens(Part part) {
        Map<String, Integer> ports = new TreeMap<>();
        for (ContainerPort port : container(part).getPorts()) {
            ports.put(port.getName(), port.getContainerPort());
        }

        assertThat(ports).isEqualTo(Map.of("public", part.publicPort(), "internal", part.internalPort()));
        assertThat(part.settings().keySet()).noneMatch(name -> name.endsWith("_SERVICE_PORT"));
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerIsProbedOnItsInternalPort(Part part) {
        Container container = container(part);

        assertProbe(container.getStartupProbe(), "/health/liveness");
        assertProbe(container.getLivenessProbe(), "/health/liveness");
        assertProbe(container.getReadinessProbe(), "/health/readiness");
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerHasItsShareAndNoMore(Part part) {
        var resources = container(part).getResources();

        assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsOnlyKeys("cpu", "memory");
        assertThat(resources.getLimits().get("memory"))
                .isEqualTo(resources.getRequests().get("memory"));
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerMayDoNothingButItsWork(Part part) {
        PodSpec pod = pod(part);
        Container container = container(part);
        var security = container.getSecurityContext();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(ProjectFile.text("deploy/Dockerfile"))
                .contains("USER " + pod.getSecurityContext().getRunAsUser() + ":"
                        + pod.getSecurityContext().getRunAsGroup() + "\n");
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getVolumeMounts()).singleElement().satisfies(mount -> {
            assertThat(mount.getMountPath()).isEqualTo("/tmp");
            assertThat(pod.getVolumes())
                    .singleElement()
                    .matches(volume -> volume.getName().equals(mount.getName()) && volume.getEmptyDir() != null);
        });
    }

    /** They would be AUTH_SERVICE_PORT=tcp://... and the like, where the service expects a number. */
    @ParameterizedTest
    @EnumSource
    void kubernetesSetsNoVariablesOfItsOwn(Part part) {
        assertThat(pod(part).getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void lastRequestsHaveTheTimeThatTheServiceGivesThem(Part part) {
        String wiring = ProjectFile.text(part.service() + "/src/main/resources/application.properties");
        String sleep = container(part)
                .getLifecycle()
                .getPreStop()
                .getExec()
                .getCommand()
                .getLast();
        int grace = Integer.parseInt(wiring.replaceAll("(?s).*graceful-shutdown\\.grace-period=(\\d+)s.*", "$1"));

        assertThat(pod(part).getTerminationGracePeriodSeconds()).isGreaterThan(Integer.parseInt(sleep) + grace);
    }

    @ParameterizedTest
    @EnumSource
    void noInstanceGoesBeforeAnotherOneCame(Part part) {
        Deployment deployment = manifests.one(Deployment.class, part.service());
        var autoscaler =
                manifests.one(HorizontalPodAutoscaler.class, part.service()).getSpec();

        assertThat(deployment
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(deployment.getSpec().getReplicas()).isNull();
        assertThat(autoscaler.getMinReplicas()).isEqualTo(2);
        assertThat(autoscaler.getScaleTargetRef().getName()).isEqualTo(part.service());
        assertThat(manifests
                        .one(PodDisruptionBudget.class, part.service())
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isEqualTo(1);
        assertThat(pod(part).getTopologySpreadConstraints()).hasSize(2);
    }

    private static void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("internal");
    }

    private PodSpec pod(Part part) {
        return manifests
                .one(Deployment.class, part.service())
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private Container container(Part part) {
        List<Container> containers = pod(part).getContainers();
        assertThat(containers).hasSize(1);
        assertThat(containers.getFirst().getImage()).isEqualTo(part.service());
        assertThat(containers.getFirst().getEnvFrom())
                .singleElement()
                .matches(from -> from.getConfigMapRef().getName().equals(part.service()));
        return containers.getFirst();
    }
}
