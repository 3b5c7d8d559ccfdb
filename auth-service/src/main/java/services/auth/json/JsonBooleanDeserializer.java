package services.auth.json;

import java.io.IOException;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;

/** Takes {@code true} and {@code false} for a boolean and nothing else. */
@Singleton
final class JsonBooleanDeserializer implements Deserializer<Boolean> {

    @Override
    public Boolean deserialize(Decoder decoder, DecoderContext context, Argument<? super Boolean> type)
            throws IOException {
        if (decoder.decodeArbitrary() instanceof Boolean truth) {
            return truth;
        }
        throw new SerdeException("must be true or false");
    }
}
