package services.description.check;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DescribedAnswersTest {

    private static final String DESCRIPTION = """
            openapi: 3.0.1
            paths:
              /things/{id}:
                get:
                  responses:
                    "200":
                      description: OK
                      content:
                        application/json:
                          schema:
                            $ref: "#/components/schemas/Thing"
                    "404":
                      description: not_found
                      content:
                        application/problem+json:
                          schema:
                            $ref: "#/components/schemas/Problem"
                          examples:
                            not_found:
                              value: {}
                    "503":
                      description: none
                      headers:
                        Retry-After:
                          required: true
                post:
                  responses:
                    "200":
                      description: OK
                      content:
                        application/x-ndjson:
                          schema:
                            $ref: "#/components/schemas/Thing"
                delete:
                  responses:
                    "204":
                      description: No Content
              /inside:
                post:
                  servers:
                  - url: http://localhost:8081
                  responses:
                    "204":
                      description: No Content
            components:
              schemas:
                Thing:
                  type: object
                  required: [id]
                  properties:
                    id:
                      type: string
                      format: uuid
                    note:
                      type: string
                      nullable: true
                Problem:
                  type: object
                  required: [code]
                  properties:
                    code:
                      type: string
            """;
    private static final String ID = "\"id\":\"0e984725-c51c-4bf4-9960-e1c80e27aba0\"";

    private final ApiDescription description =
            ApiDescription.read(new ByteArrayInputStream(DESCRIPTION.getBytes(StandardCharsets.UTF_8)));
    private final DescribedAnswers answers = new DescribedAnswers(description, List.of("/health"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /things/1 | 200 | application/json                | {ID}",
                "GET    | /things/1 | 200 | application/json; charset=utf-8 | {ID,'note':null}",
                "HEAD   | /things/1 | 200 | application/json                | ''",
                "GET    | /things/1 | 404 | application/problem+json        | {'code':'not_found'}",
                "POST   | /things/1 | 200 | application/x-ndjson            | {ID}LF{ID}LF",
                "DELETE | /things/1 | 204 | ''                              | ''",
                "GET    | /nowhere  | 404 | application/problem+json        | {'code':'not_found'}",
                "PUT    | /things/1 | 405 | application/problem+json        | {'code':'any'}",
                "POST   | /inside   | 404 | application/problem+json        | {'code':'not_found'}",
                "GET    | /health/x | 200 | text/plain                      | UP"
            })
    void whatIsDescribedPasses(String method, String path, int status, String type, String body) {
        answers.check(answer(method, path, status, type, body), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /things/1 | 201 | application/json         | {ID}                  | no such status",
                "GET    | /things/1 | 200 | application/json         | {}                    | id",
                "GET    | /things/1 | 200 | application/json         | {'id':'1'}            | uuid",
                "GET    | /things/1 | 200 | application/json         | {ID,'note':1}         | note",
                "GET    | /things/1 | 200 | application/json         | {ID,'more':1}         | more",
                "GET    | /things/1 | 200 | application/json         | ''                    | no body",
                "GET    | /things/1 | 200 | text/plain               | {ID}                  | no such media type",
                "GET    | /things/1 | 404 | application/problem+json | {'code':'other'}      | no such code",
                "GET    | /things/1 | 503 | ''                       | ''                    | no header Retry-After",
                "POST   | /things/1 | 200 | application/x-ndjson     | {ID}LF{}LF            | id",
                "DELETE | /things/1 | 204 | application/json         | {ID}                  | no such media type",
                "GET    | /nowhere  | 200 | application/json         | {ID}                  | no such operation"
            })
    void whatIsNotDescribedFails(String method, String path, int status, String type, String body, String why) {
        assertThatThrownBy(() -> answers.check(answer(method, path, status, type, body), false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("openapi.yml does not describe")
                .hasMessageContaining(why);
    }

    @Test
    void internalListenerHasOperationsOfItsOwn() {
        answers.check(answer("POST", "/inside", 204, "", ""), true);

        assertThatThrownBy(() -> answers.check(answer("POST", "/inside", 204, "", ""), false))
                .hasMessageContaining("no such operation");
    }

    @Test
    void whatWasSeenIsNamedLikeWhatIsDescribed() {
        Operation operation = description.operations().stream()
                .filter(candidate -> candidate.toString().equals("GET /things/{id}"))
                .findFirst()
                .orElseThrow();
        assertThat(operation.answers()).containsExactly("200", "404 not_found");

        answers.check(answer("GET", "/things/1", 200, "application/json", "{ID}"), false);
        answers.check(answer("GET", "/things/2", 404, "application/problem+json", "{'code':'not_found'}"), false);

        assertThat(answers.seen(operation)).isEqualTo(operation.answers());
    }

    private static RecordedAnswer answer(String method, String path, int status, String type, String body) {
        Map<String, List<String>> headers = type.isEmpty() ? Map.of() : Map.of("Content-Type", List.of(type));
        return new RecordedAnswer(
                method,
                path,
                status,
                headers,
                body.replace("ID", ID).replace("LF", "\n").replace('\'', '"'));
    }
}
