using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;

namespace Ocw.Nde.Shacl.Tests.Shapes;

public class ShapesGraphTests
{
    [Theory]
    [InlineData("sh:minCount 'one'", "sh:minCount")]
    [InlineData("sh:minCount ex:one", "sh:minCount")]
    [InlineData("sh:pattern '('", "regular expression")]
    [InlineData("sh:pattern 'a' ; sh:flags 'k'", "flags «k»")]
    [InlineData("sh:nodeKind ex:Thing", "sh:nodeKind")]
    [InlineData("sh:in ex:NoList", "sh:in")]
    [InlineData("sh:or ( 'a' )", "sh:or")]
    [InlineData("sh:node 'a'", "sh:node")]
    [InlineData("sh:minInclusive 'text'@nl", "limit")]
    [InlineData("sh:js [ sh:jsFunctionName 'f' ]", "sh:js")]
    public void A_faulty_part_is_noticed_and_the_rest_still_counts(string faulty, string named)
    {
        var shapes = Ttl.Shapes($"ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:P . ex:P sh:path ex:p ; {faulty} ; sh:maxCount 0 .");

        var notice = Assert.Single(shapes.Notices);
        Assert.Equal(ShapesNoticeKind.NotChecked, notice.Kind);
        Assert.Equal(Ttl.Ex("P"), notice.Shape);
        Assert.Contains(named, notice.Message.English, StringComparison.Ordinal);
        Assert.Contains(typeof(PropertyShape), shapes.Shapes.Select(shape => shape.GetType()));
        Assert.Contains("MaxCountConstraintComponent", shapes.Find(Ttl.Ex("P"))!.Components.Select(component => PathText.LocalName(component.Value)));
    }

    [Theory]
    [InlineData("'text'")]
    [InlineData("( ex:only )")]
    [InlineData("[ sh:inversePath 'a' ]")]
    [InlineData("[ ex:other ex:a ]")]
    [InlineData("ex:a , ex:b")]
    public void A_property_shape_without_a_usable_path_is_noticed_and_left_out(string path)
    {
        var shapes = Ttl.Shapes($"ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:minCount 1 ] , [ sh:path ex:good ; sh:minCount 1 ] .");

        Assert.Contains("sh:path", Assert.Single(shapes.Notices).Message.English, StringComparison.Ordinal);
        Assert.Single(shapes.Find(Ttl.Ex("S"))!.Properties);
    }

    [Fact]
    public void A_property_value_without_path_counts_as_a_node_shape_on_the_focus_node()
    {
        var report = Ttl.Validate(
            "ex:a ex:q 1 . ex:b ex:p 1 .",
            "ex:S a sh:NodeShape ; sh:targetNode ex:a , ex:b ; sh:property [ sh:or ( [ sh:path ex:p ; sh:minCount 1 ] [ sh:path ex:r ; sh:minCount 1 ] ) ; sh:message 'p of r'@nl ] .");

        Assert.Equal(["a Or a"], report.Summary());
        Assert.Equal(ShapesNoticeKind.Reinterpreted, Assert.Single(report.Notices).Kind);
    }

    [Theory]
    [InlineData("( rdf:type [ sh:zeroOrMorePath rdfs:subClassOf ] )", "type/subClassOf*")]
    [InlineData("[ sh:alternativePath ( ex:a [ sh:inversePath ex:b ] ) ]", "a|^b")]
    [InlineData("[ sh:inversePath ( ex:a ex:b ex:c ) ]", "^(a/b/c)")]
    [InlineData("[ sh:oneOrMorePath [ sh:zeroOrOnePath ex:a ] ]", "(a?)+")]
    public void A_path_is_written_as_sparql_writes_it(string path, string text)
    {
        var shape = (PropertyShape)Ttl.Shapes($"ex:S sh:targetNode ex:a ; sh:path {path} ; sh:minCount 1 .").Shapes[0];

        Assert.Equal(text, PathText.ToShortText(shape.Path));
    }

    [Fact]
    public void An_import_is_noticed_and_not_fetched()
    {
        var shapes = Ttl.Shapes("<https://example.org/shapes> <http://www.w3.org/2002/07/owl#imports> <https://example.org/more> .");

        Assert.Contains("https://example.org/more", Assert.Single(shapes.Notices).Message.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circular_list_is_noticed_and_ends()
    {
        var shapes = Ttl.Shapes("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:in ex:l . ex:l rdf:first 1 ; rdf:rest ex:l .");

        Assert.Single(shapes.Notices);
    }

    [Fact]
    public void Only_shapes_with_a_target_and_what_they_use_are_read()
    {
        var shapes = Ttl.Shapes("ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:node ex:T . ex:T sh:nodeKind sh:IRI . ex:Unused a sh:NodeShape ; sh:nodeKind sh:Literal .");

        Assert.Equal([Ttl.Ex("S"), (RdfTerm)Ttl.Ex("T")], shapes.Shapes.Select(shape => shape.Id));
    }

    [Fact]
    public void A_class_that_is_a_shape_targets_its_own_instances_and_those_of_its_subclasses()
    {
        var report = Ttl.Validate("ex:a a ex:C . ex:b a ex:D . ex:D rdfs:subClassOf ex:C . ex:c a ex:E .", "ex:C a rdfs:Class , sh:NodeShape ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .");

        Assert.Equal(["a MinCount", "b MinCount"], report.Summary());
    }

    [Theory]
    [InlineData("sh:target [ a sh:SPARQLTarget ; sh:select 'SELECT ?this {}' ]", "sh:target")]
    [InlineData("sh:rule [ a sh:TripleRule ]", "sh:rule")]
    [InlineData("sh:expression true", "sh:expression")]
    [InlineData("sh:values ex:a", "sh:values")]
    public void Advanced_features_are_noticed_even_where_nothing_else_makes_it_a_shape(string part, string named)
    {
        var notice = Assert.Single(Ttl.Shapes($"ex:S {part} .").Notices);

        Assert.Equal(ShapesNoticeKind.NotChecked, notice.Kind);
        Assert.Equal(Ttl.Ex("S"), notice.Shape);
        Assert.StartsWith(named, notice.Message.Dutch, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entailment_regime_that_is_asked_for_leaves_the_report_incomplete()
    {
        var report = Ttl.Validate("ex:a ex:p 1 .", "ex:Shapes sh:entailment <http://www.w3.org/ns/entailment/RDFS> . [] sh:targetNode ex:a ; sh:nodeKind sh:Literal .");

        Assert.False(report.IsComplete);
        Assert.Equal(ShapesNoticeKind.Failure, Assert.Single(report.Notices).Kind);
        Assert.Single(report.Results);
    }
}
