package services.auth;

import java.util.Collection;
import java.util.List;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.reflect.ReflectionUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RepositoriesIT {

    /** A parameter of a query is bound as the column of its name would be, whatever its own type is. */
    @Test
    void parameterOfTheNameOfAPropertyIsOfItsType() {
        Collection<BeanDefinition<GenericRepository>> repositories =
                AuthServiceUnderTest.shared().context().getBeanDefinitions(GenericRepository.class);

        assertThat(repositories).hasSizeGreaterThan(10).allSatisfy(repository -> {
            BeanIntrospection<?> entity = BeanIntrospection.getIntrospection(repository
                    .getTypeArguments(GenericRepository.class)
                    .getFirst()
                    .getType());
            List<ExecutableMethod<GenericRepository, ?>> queries = repository.getExecutableMethods().stream()
                    .filter(method -> method.hasAnnotation(Query.class))
                    .toList();
            assertThat(queries).as(repository.getName()).isNotEmpty();
            for (ExecutableMethod<GenericRepository, ?> query : queries) {
                for (Argument<?> parameter : query.getArguments()) {
                    entity.getProperty(parameter.getName())
                            .ifPresent(property -> assertThat(boxed(parameter.getType()))
                                    .as(query.toString() + " " + parameter.getName())
                                    .isEqualTo(boxed(property.getType())));
                }
            }
        });
    }

    private static Class<?> boxed(Class<?> type) {
        return ReflectionUtils.getWrapperType(type);
    }
}
