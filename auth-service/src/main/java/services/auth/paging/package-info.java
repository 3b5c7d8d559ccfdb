/** Lists that come in pages: {@code ?limit=&after=} against {@code {items,next}}, by keyset and never by offset. */
@NullMarked
package services.auth.paging;

import org.jspecify.annotations.NullMarked;
