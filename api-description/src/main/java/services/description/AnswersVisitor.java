package services.description;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.micronaut.core.annotation.AnnotationClassValue;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.MethodElement;
import io.micronaut.inject.visitor.TypeElementVisitor;
import io.micronaut.inject.visitor.VisitorContext;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.responses.ApiResponses;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * Gives each route, before Micronaut OpenAPI looks at it, the annotations of OpenAPI that follow from what it is. Its tag
 * is the package that it is in, or that it is on the internal listener.
 */
public final class AnswersVisitor implements TypeElementVisitor<Controller, HttpMethodMapping> {

    private static final int BEFORE_MICRONAUT_OPENAPI = 1000;

    @Override
    public int getOrder() {
        return BEFORE_MICRONAUT_OPENAPI;
    }

    @Override
    public VisitorKind getVisitorKind() {
        return VisitorKind.AGGREGATING;
    }

    @Override
    public void visitMethod(MethodElement route, VisitorContext context) {
        ClassElement controller = route.getOwningType();
        if (controller.hasAnnotation(Hidden.class)) {
            return;
        }
        Demand demand = Demand.of(route);
        describeAnswers(route, demand, context);
        describeDemand(route, demand);
        boolean isInternal = controller.stringValue(Controller.class, "port").isPresent();
        tag(route, isInternal ? "internal listener" : feature(controller));
    }

    private static void describeAnswers(MethodElement route, Demand demand, VisitorContext context) {
        Map<Integer, Response> responses = new TreeMap<>();
        List<AnnotationValue<Answers>> answers = route.getAnnotationValuesByType(Answers.class);
        for (AnnotationValue<Answers> answer : answers) {
            response(responses, answer.intValue("status").orElse(200)).add(answer);
        }
        if (answers.isEmpty()) {
            if (route.getGenericReturnType().getName().endsWith(".HttpResponse")) {
                context.fail("HttpResponse does not tell what is answered: say it with @Answers", route);
            }
            response(responses, 200).addReturnType();
        }
        CommonRefusals.of(route, demand)
                .forEach(refusal -> response(responses, refusal.status()).add(refusal));
        route.getAnnotationValuesByType(Refuses.class).stream()
                .map(Refusal::of)
                .forEach(refusal -> response(responses, refusal.status()).add(refusal));
        AnnotationClassValue<?> problem = problem(route.getOwningType());
        AnnotationValue<?>[] described = responses.values().stream()
                .map(response -> response.toAnnotation(problem))
                .toArray(AnnotationValue[]::new);
        route.annotate(ApiResponses.class, builder -> builder.member("value", described));
    }

    private static void describeDemand(MethodElement route, Demand demand) {
        if (demand.isToken()) {
            AnnotationValue<?>[] any = demand.schemes().stream()
                    .map(scheme -> AnnotationValue.builder(SecurityRequirement.class)
                            .member("name", scheme)
                            .build())
                    .toArray(AnnotationValue[]::new);
            route.annotate(SecurityRequirements.class, builder -> builder.member("value", any));
        }
    }

    private static void tag(MethodElement route, String name) {
        route.annotate(Tag.class, builder -> builder.member("name", name));
    }

    private static Response response(Map<Integer, Response> responses, int status) {
        return responses.computeIfAbsent(status, Response::new);
    }

    /** {@code services.auth.oauth2.grant} is of oauth2. */
    private static String feature(ClassElement controller) {
        return controller.getPackageName().split("\\.", -1)[2];
    }

    /** Each service has a record of that name in its package error. */
    private static AnnotationClassValue<?> problem(ClassElement controller) {
        String[] packages = controller.getPackageName().split("\\.", -1);
        return new AnnotationClassValue<>(packages[0] + "." + packages[1] + ".error.Problem");
    }
}
