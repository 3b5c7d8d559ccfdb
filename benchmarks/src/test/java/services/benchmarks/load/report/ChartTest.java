package services.benchmarks.load.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ChartTest {

    @Test
    void barsAreAsLongAsTheirSharesAndHaveTheirMark() throws Exception {
        Document picture = parse(new Bars()
                .add("half <of> it", new Ratio(0.5, 0.4, 0.6), 0.6)
                .add("a quarter & no mark", new Ratio(0.25, 0.2, 0.3), 0)
                .draw("Shares"));

        List<Double> widths = numbers(picture, "rect", "height", "18.0", "width");
        assertThat(widths).hasSize(2);
        assertThat(widths.get(1) / widths.get(0)).isCloseTo(0.5, within(0.01));
        assertThat(numbers(picture, "line", "stroke", Svg.colour(5), "x1")).hasSize(1);
        assertThat(picture.getDocumentElement().getTextContent())
                .contains("half <of> it", "a quarter & no mark", "0.25");
    }

    @Test
    void stackedBarsShareTheWholeMachine() throws Exception {
        Document picture =
                parse(new Stacks(2).add("busy", Map.of("auth-service", 1.5)).draw("Processors"));

        double bar = numbers(picture, "rect", "height", "18.0", "width").getFirst();
        List<Double> borders = numbers(picture, "line", "stroke", "#888", "x1");
        assertThat(bar / (borders.getLast() - borders.getFirst())).isCloseTo(0.75, within(0.01));
    }

    @Test
    void tenTimesAsLongIsOneLineHigher() throws Exception {
        LatencyResult result = new LatencyResult("x", "x", List.of(point(100, 1), point(200, 10)));
        Document picture = parse(Curves.draw(result, "Times"));

        List<Double> lines = numbers(picture, "line", "stroke", "#ddd", "y1");
        List<Double> points = numbers(picture, "circle", "fill", Svg.colour(0), "cy");
        assertThat(points.get(0) - points.get(1)).isCloseTo(lines.get(0) - lines.get(1), within(0.2));
    }

    private static LatencyResult.Point point(double rate, double milliseconds) {
        Percentiles times = new Percentiles(milliseconds, milliseconds, milliseconds, milliseconds, milliseconds);
        return new LatencyResult.Point(0.5, rate, rate, times, Map.of());
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Double> numbers(Document picture, String name, String with, String value, String wanted) {
        NodeList all = picture.getElementsByTagName(name);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute(with).equals(value)) {
                numbers.add(Double.parseDouble(element.getAttribute(wanted)));
            }
        }
        return numbers;
    }
}
