using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Tests.Constraints;

/// <summary>What the W3C suite leaves open: ids that the data does not know, values in many graphs, borders of each component.</summary>
public class ConstraintTests
{
    [Theory]
    [InlineData("sh:nodeKind sh:IRI")]
    [InlineData("sh:nodeKind sh:BlankNodeOrLiteral")]
    [InlineData("sh:datatype xsd:string")]
    [InlineData("sh:minLength 1")]
    [InlineData("sh:pattern 'o'")]
    public void A_triple_term_is_no_literal_no_IRI_and_no_blank_node(string constraint)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(
            "<https://example.org/r> <https://example.org/p> <<( <https://example.org/s> <https://example.org/p> 'o' )>> ."u8.ToArray(), RdfFormats.Turtle, builder, new RdfReaderOptions { Version = RdfVersion.Rdf12 });

        var report = ShaclValidator.Validate(builder.Build(), GraphSelector.Default, Ttl.Shapes($"ex:S a sh:NodeShape ; sh:targetNode ex:r ; sh:property [ sh:path ex:p ; {constraint} ] ."));

        Assert.False(report.Conforms);
    }

    [Theory]
    [InlineData("sh:maxLength 3", "'één'", "'vier'")]
    [InlineData("sh:minLength 2", "'🎨x'", "'🎨'")]
    [InlineData("sh:minLength 1", "ex:a", "[]")]
    [InlineData("sh:pattern '^[a-z]+$'", "'abc'", "'abc\\n'")]
    [InlineData("sh:pattern '^https://example'", "ex:a", "[]")]
    [InlineData("sh:languageIn ( 'nl' )", "'a'@nl-BE", "'a'@nld")]
    [InlineData("sh:languageIn ( 'NL-be' )", "'a'@nl-BE", "'a'@nl")]
    [InlineData("sh:languageIn ( '*' )", "'a'@fy", "'a'")]
    [InlineData("sh:datatype xsd:string", "'a'", "'a'@nl")]
    [InlineData("sh:datatype rdf:langString", "'a'@nl", "'a'")]
    [InlineData("sh:datatype xsd:date", "'1889-06-15'^^xsd:date", "'1889'^^xsd:date")]
    [InlineData("sh:datatype schema:Date", "'1889'^^schema:Date", "'1889'")]
    [InlineData("sh:datatype xsd:integer", "5", "5.0")]
    [InlineData("sh:datatype xsd:boolean", "true", "'ja'^^xsd:boolean")]
    [InlineData("sh:minInclusive 1.5", "'15e-1'^^xsd:double", "1")]
    [InlineData("sh:maxExclusive '1900'^^xsd:gYear", "'-0044'^^xsd:gYear", "'1900'^^xsd:gYear")]
    [InlineData("sh:minExclusive 0", "'0.000000000000000000000000001'^^xsd:decimal", "'NaN'^^xsd:double")]
    [InlineData("sh:in ( 'a'@nl 1 ex:a )", "1", "'1'")]
    [InlineData("sh:in ( 'never in the data' ex:a )", "ex:a", "ex:b")]
    [InlineData("sh:hasValue ex:needed", "ex:needed", "ex:other")]
    [InlineData("sh:hasValue 'never in the data'", "'never in the data'", "'x'")]
    [InlineData("sh:class ex:C", "[ a ex:C ]", "'text'")]
    [InlineData("sh:class ex:C", "[ a ex:D ]", "[ a ex:E ]")]
    [InlineData("sh:class ex:NeverInTheData", "[ a ex:NeverInTheData ]", "ex:a")]
    [InlineData("sh:nodeKind sh:BlankNodeOrIRI", "[]", "'a'")]
    [InlineData("sh:nodeKind sh:IRIOrLiteral", "'a'", "[]")]
    [InlineData("sh:nodeKind sh:BlankNodeOrLiteral", "'a'", "ex:a")]
    [InlineData("sh:not [ sh:nodeKind sh:Literal ]", "ex:a", "'a'")]
    [InlineData("sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:pattern 'zz' ] )", "ex:a", "ex:zz")]
    [InlineData("sh:and ( [ sh:minLength 2 ] [ sh:maxLength 3 ] )", "'abc'", "'a'")]
    [InlineData("sh:maxCount 1", "1", "1 , 2")]
    [InlineData("sh:uniqueLang true", "'a'@nl , 'b'@en", "'a'@nl , 'b'@NL")]
    [InlineData("sh:equals ex:q", "ex:q1 , ex:q2", "ex:q1")]
    [InlineData("sh:disjoint ex:q", "ex:a", "ex:q1")]
    [InlineData("sh:lessThan ex:r", "'2024-01-01'^^xsd:date", "'2024-06-01'^^xsd:date")]
    [InlineData("sh:lessThanOrEquals ex:r", "'2024-06-01'^^xsd:date", "2024")]
    public void A_constraint_accepts_one_value_and_refuses_the_other(string constraint, string good, string bad)
    {
        const string Rest = " ; ex:q ex:q1 , ex:q2 ; ex:r '2024-06-01'^^xsd:date . ex:D rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:C .";
        var shapes = $"ex:S a sh:NodeShape ; sh:targetNode ex:s ; sh:property [ sh:path ex:p ; {constraint} ] .";

        Assert.Empty(Ttl.Validate($"ex:s ex:p {good}{Rest}", shapes).Summary());
        Assert.NotEmpty(Ttl.Validate($"ex:s ex:p {bad}{Rest}", shapes).Summary());
    }

    [Fact]
    public void A_closed_shape_names_the_property_that_does_not_belong()
    {
        var report = Ttl.Validate("ex:s ex:p 1 ; ex:q 2 ; rdf:type ex:C .", "ex:S a sh:NodeShape ; sh:targetNode ex:s ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ex:p ] .");

        var result = Assert.Single(report.Results);
        Assert.Equal(Ttl.Ex("q"), Assert.IsType<Sparql.Algebra.LinkPath>(result.Path).Predicate);
    }

    [Fact]
    public void A_node_with_more_values_than_the_cache_takes_is_validated_all_the_same()
    {
        var parts = string.Join(" , ", Enumerable.Range(0, 20_000).Select(i => $"ex:part{i}"));

        var report = Ttl.Validate($"ex:s ex:part {parts} ; ex:p 'a' .", "ex:S a sh:NodeShape ; sh:targetNode ex:s ; sh:closed true ; sh:property [ sh:path ex:part ; sh:maxCount 19999 ] , [ sh:path ex:p ; sh:minCount 2 ] .");

        Assert.Equal(["s MaxCount", "s MinCount"], report.Summary());
    }

    [Fact]
    public void A_blank_node_of_the_shapes_is_never_one_of_the_data()
    {
        var report = Ttl.Validate("[] a ex:C .", "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:in ( _:b1 _:b2 ) .");

        Assert.Single(report.Results);
    }

    [Fact]
    public void A_deactivated_shape_accepts_everything()
    {
        var report = Ttl.Validate("ex:s ex:p 1 .", "ex:S a sh:NodeShape ; sh:targetNode ex:s ; sh:property [ sh:path ex:p ; sh:deactivated true ; sh:maxCount 0 ] ; sh:node ex:Off . ex:Off sh:deactivated true ; sh:nodeKind sh:Literal .");

        Assert.True(report.Conforms);
    }
}
