package services.resource.data;

import java.io.StringWriter;
import java.util.function.Consumer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes items as JSON, their content as the very text that was sent. */
final class DataWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private DataWriter() {}

    static String write(DataItem item) {
        return object(json -> {
            json.writeName("data");
            writeItem(json, item);
        });
    }

    static String write(DataPage page) {
        return object(json -> {
            json.writeName("data");
            json.writeStartArray();
            page.items().forEach(item -> writeItem(json, item));
            json.writeEndArray();
            json.writeName("next");
            page.next().ifPresentOrElse(json::writeString, json::writeNull);
        });
    }

    private static String object(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeItem(JsonGenerator json, DataItem item) {
        json.writeStartObject();
        json.writeStringProperty("id", item.id().toString());
        json.writeName("content");
        json.writeRawValue(item.content());
        json.writeStringProperty("created_at", item.createdAt().toString());
        json.writeStringProperty("updated_at", item.updatedAt().toString());
        json.writeEndObject();
    }
}
