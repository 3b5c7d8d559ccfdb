package services.resource.data;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the bodies are described. {@link ContentReader} reads them and {@link DataWriter} writes them. */
final class DataShapes {

    private DataShapes() {}

    /** @param content any JSON of at most 64 KiB */
    @Schema(name = "DataRequest")
    record Request(@AnyJson Object content) {}

    /** One item. */
    @Schema(name = "DataResponse")
    record Response(Item data) {}

    /**
     * A page of items.
     *
     * @param next what to send as {@code after} for the page behind this one; null when this is the last
     */
    @Schema(name = "DataPageResponse")
    record PageResponse(List<Item> data, @Nullable String next) {}
}
