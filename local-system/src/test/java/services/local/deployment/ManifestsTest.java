package services.local.deployment;

import java.util.List;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestsTest {

    private static final String RIGHT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: example
        spec:
          template:
            spec:
              containers:
                - name: example
                  env:
                    - name: PORT
                      value: "8080"
        """;

    @Test
    void everyManifestIsOfAKnownKindAndHasKnownFieldsAlone() {
        assertThat(Manifests.read().all())
                .isNotEmpty()
                .doesNotHaveAnyElementsOfTypes(GenericKubernetesResource.class)
                .allMatch(manifest -> manifest.getMetadata().getName() != null);
    }

    @Test
    void rightManifestIsRead() {
        assertThat(Manifests.parse(RIGHT)).singleElement().isInstanceOf(HasMetadata.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"template", "containers", "env", "value", "spec", "Deployment"})
    void misspelledNameIsRefused(String name) {
        assertThatThrownBy(() -> Manifests.parse(RIGHT.replaceFirst(name, name + "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numberWhereTextBelongsIsRefused() {
        assertThatThrownBy(() -> Manifests.parse(RIGHT.replace("\"8080\"", "8080")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kustomizationNamesEveryFileAndNoOther() {
        var kustomization = Yaml.read(ProjectFile.text(Manifests.FOLDER + "kustomization.yaml"))
                .getFirst();
        List<String> files = ProjectFile.namesIn(Manifests.FOLDER);

        assertThat((List<?>) kustomization.get("resources"))
                .map(Object::toString)
                .containsExactlyInAnyOrderElementsOf(files.stream()
                        .filter(name -> name.endsWith(".yaml"))
                        .filter(name -> !name.contains(".example.") && !name.equals("kustomization.yaml"))
                        .toList());
        assertThat(kustomization.toString())
                .contains("envs=[auth-service.env]", "envs=[resource-service.env]", "envs=[secrets.env]")
                .contains("{name=auth-service, newName=", "{name=resource-service, newName=")
                .contains("namespace=auth,");
        assertThat(files).contains("auth-service.env", "resource-service.env", "secrets.env.example");
    }
}
