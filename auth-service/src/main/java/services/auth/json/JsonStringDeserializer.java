package services.auth.json;

import java.io.IOException;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;

/** Takes a JSON string for a string and nothing else: a number that is made one silently is a mistake gone unseen. */
@Singleton
final class JsonStringDeserializer implements Deserializer<String> {

    @Override
    public String deserialize(Decoder decoder, DecoderContext context, Argument<? super String> type)
            throws IOException {
        if (decoder.decodeArbitrary() instanceof String text) {
            return text;
        }
        throw new SerdeException("must be a string");
    }
}
