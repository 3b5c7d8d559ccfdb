package services.local.deployment;

import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The manifests in {@code deploy/kubernetes}, read as strictly as the API server reads them. */
record Manifests(List<HasMetadata> all) {

    static final String FOLDER = "deploy/kubernetes/";

    private static final ObjectMapper STRICT = strict();

    static Manifests read() {
        return read(file -> true);
    }

    /** Those that are applied, without the examples. */
    static Manifests applied() {
        return read(file -> !file.contains(".example."));
    }

    static List<HasMetadata> parse(String yaml) {
        return Yaml.read(yaml).stream()
                .map(document -> STRICT.convertValue(document, HasMetadata.class))
                .toList();
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(manifest -> manifest.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind.getSimpleName() + " " + name));
    }

    private static Manifests read(Predicate<String> file) {
        return new Manifests(ProjectFile.namesIn(FOLDER).stream()
                .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                .filter(file)
                .flatMap(name -> parse(ProjectFile.text(FOLDER + name)).stream())
                .toList());
    }

    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        for (CoercionInputShape noText :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(noText, CoercionAction.Fail);
        }
        mapper.setAnnotationIntrospector(new WithoutRoomForTheUnknown());
        return mapper;
    }

    /** The typed model keeps fields that it does not know in a map; without it they are errors. */
    private static final class WithoutRoomForTheUnknown extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
