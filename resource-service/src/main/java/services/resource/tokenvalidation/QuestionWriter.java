package services.resource.tokenvalidation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes what auth-service is asked: about one token, or about many. */
final class QuestionWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private QuestionWriter() {}

    static byte[] write(PresentedToken token) {
        return json(json -> writeQuestion(json, token));
    }

    static byte[] write(List<PresentedToken> tokens) {
        return json(json -> {
            json.writeStartObject();
            json.writeName("questions");
            json.writeStartArray();
            tokens.forEach(token -> writeQuestion(json, token));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static byte[] json(Consumer<JsonGenerator> value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            value.accept(json);
        }
        return bytes.toByteArray();
    }

    private static void writeQuestion(JsonGenerator json, PresentedToken token) {
        json.writeStartObject();
        byte[] value = token.value().getBytes(StandardCharsets.UTF_8);
        json.writeName("token");
        json.writeUTF8String(value, 0, value.length);
        token.proof().ifPresent(proof -> {
            json.writeName("dpop");
            json.writeStartObject();
            json.writeStringProperty("proof", proof.proof());
            json.writeStringProperty("htm", proof.htm());
            json.writeStringProperty("htu", proof.htu());
            json.writeEndObject();
        });
        token.certificateThumbprint().ifPresent(thumbprint -> json.writeStringProperty("x5t#S256", thumbprint));
        json.writeEndObject();
    }
}
