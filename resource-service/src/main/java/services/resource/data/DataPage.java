package services.resource.data;

import java.util.List;
import java.util.Optional;

/**
 * One page of the list.
 *
 * @param next the cursor of the next page, absent on the last one
 */
record DataPage(List<DataItem> items, Optional<String> next) {

    /** @param found up to one item more than the page holds, which tells that there is a next page */
    static DataPage of(List<DataItem> found, int limit) {
        if (found.size() <= limit) {
            return new DataPage(found, Optional.empty());
        }
        List<DataItem> items = found.subList(0, limit);
        return new DataPage(items, Optional.of(PageQuery.cursor(items.getLast().id())));
    }
}
