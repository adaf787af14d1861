using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Tests.Queries;

public class DeclaredComponentTests
{
    private const string Component = """
        ex:MaxWords a sh:ConstraintComponent ;
            sh:parameter [ sh:path ex:maxWords ] , [ sh:path ex:except ; sh:optional true ] ;
            sh:labelTemplate 'Hoogstens {$maxWords} woorden'@nl , 'At most {$maxWords} words'@en ;
            sh:validator [ sh:ask '''ASK { FILTER(STR($value) = COALESCE(STR($except), "") || STRLEN(REPLACE(STR($value), "[^ ]", "")) < $maxWords) }''' ] .

        """;

    [Fact]
    public void A_component_is_checked_for_each_value_where_its_parameters_are_given()
    {
        var report = Ttl.Validate(
            "ex:a ex:title 'een twee drie' , 'een' , 'een twee drie vier' .",
            Component + "[] sh:targetSubjectsOf ex:title ; sh:path ex:title ; ex:maxWords 2 ; ex:except 'een twee drie vier' .");

        Assert.Equal(["a MaxWords een twee drie"], report.Summary());
        var result = report.Results[0];
        Assert.Equal("Hoogstens 2 woorden", result.MessageIn("nl"));
        Assert.Equal("At most 2 words", result.MessageIn("en"));
        Assert.Null(result.SourceConstraint);
        Assert.Empty(report.Notices);
    }

    [Fact]
    public void The_shapes_own_message_comes_first()
    {
        var report = Ttl.Validate("ex:a ex:title 'een twee' .", Component + "[] sh:targetSubjectsOf ex:title ; sh:path ex:title ; ex:maxWords 1 ; sh:message 'Te lang: {?value}' .");

        Assert.Equal("Te lang: een twee", Assert.Single(report.Results).MessageIn("nl"));
    }

    [Fact]
    public void A_component_with_one_parameter_is_a_constraint_for_each_value_and_one_with_more_takes_one_value_each()
    {
        const string one = """
            ex:Not a sh:ConstraintComponent ; sh:parameter [ sh:path ex:not ] ; sh:nodeValidator [ sh:select 'SELECT $this { FILTER($this = $not) }' ] .

            """;
        var each = Ttl.Validate("ex:a ex:p ex:b .", one + "[] sh:targetNode ex:a , ex:b ; ex:not ex:a , ex:b .");
        var tooMany = Ttl.Validate("ex:a ex:title 'een twee' .", Component + "[] sh:targetSubjectsOf ex:title ; sh:path ex:title ; ex:maxWords 1 , 2 .");

        Assert.Equal(["a Not a", "b Not b"], each.Summary());
        Assert.Equal(ShapesNoticeKind.Failure, Assert.Single(tooMany.Notices).Kind);
        Assert.Empty(tooMany.Results);
    }

    [Fact]
    public void A_component_without_a_validator_for_the_shape_is_noticed()
    {
        var report = Ttl.Validate(
            "ex:a ex:p 1 .",
            """
            ex:Only a sh:ConstraintComponent ; sh:parameter [ sh:path ex:only ] ; sh:propertyValidator [ sh:select 'SELECT $this ?value { $this $PATH ?value FILTER(?value != $only) }' ] .
            [] sh:targetSubjectsOf ex:p ; ex:only 1 .
            [] sh:targetSubjectsOf ex:p ; sh:path ex:p ; ex:only 2 .
            """);

        Assert.Equal(["a Only 1"], report.Summary());
        Assert.Equal(ShapesNoticeKind.NotChecked, Assert.Single(report.Notices).Kind);
    }
}
