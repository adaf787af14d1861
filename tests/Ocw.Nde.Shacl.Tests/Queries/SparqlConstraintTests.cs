using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Algebra;

namespace Ocw.Nde.Shacl.Tests.Queries;

public class SparqlConstraintTests
{
    private const string Prefixes = "sh:prefixes ex:prefixes . ex:prefixes sh:declare [ sh:prefix 'ex' ; sh:namespace 'https://example.org/'^^xsd:anyURI ] .";

    [Fact]
    public void Each_solution_is_a_result_with_its_path_value_and_filled_message()
    {
        var report = Ttl.Validate(
            "ex:a ex:size 12 , 8 . ex:b ex:size 3 .",
            $$"""
            ex:Shape a sh:NodeShape ; sh:targetSubjectsOf ex:size ; sh:severity sh:Warning ; sh:sparql ex:query .
            ex:query sh:message 'Maat {?value} van {$this} is te groot'@nl ; sh:select '''
                SELECT $this ?path ?value WHERE { $this ex:size ?value . FILTER(?value > 5) BIND(ex:size AS ?path) }''' ;
                {{Prefixes}}
            """);

        Assert.Equal(["a SPARQL 12", "a SPARQL 8"], report.Summary());
        var result = report.Results.Single(each => each.Value is Literal { LexicalForm: "12" });
        Assert.Equal(new LinkPath(Ttl.Ex("size")), result.Path);
        Assert.Equal("Maat 12 van https://example.org/a is te groot", result.MessageIn("nl"));
        Assert.Equal(ShaclNs.Warning, result.Severity.Value);
        Assert.Equal(Ttl.Ex("query"), result.SourceConstraint);
        Assert.Contains(report.ToTriples(), triple => triple.Predicate == new Iri(ShaclNs.SourceConstraint) && triple.Object == Ttl.Ex("query"));
    }

    [Theory]
    [InlineData("ex:p", 1)]
    [InlineData("[ sh:inversePath ex:p ]", 1)]
    [InlineData("( ex:p ex:p )", 1)]
    [InlineData("[ sh:alternativePath ( ex:p ex:q ) ]", 2)]
    [InlineData("[ sh:zeroOrMorePath ex:p ]", 3)]
    [InlineData("[ sh:oneOrMorePath ex:p ]", 2)]
    [InlineData("[ sh:zeroOrOnePath ex:p ]", 2)]
    public void PATH_stands_for_the_path_of_the_property_shape(string path, int expected)
    {
        var report = Ttl.Validate(
            "ex:z ex:p ex:a . ex:a ex:p ex:b ; ex:q ex:d . ex:b ex:p ex:c .",
            $"[] sh:targetNode ex:a ; sh:path {path} ; sh:sparql [ sh:select 'SELECT DISTINCT $this ?value {{ $this $PATH ?value }}' ] .");

        Assert.Equal(expected, report.Results.Count);
    }

    [Fact]
    public void A_literal_focus_node_and_a_blank_one_are_bound_as_they_are()
    {
        var literal = Ttl.Validate("ex:a ex:p '05'^^xsd:integer .", "[] sh:targetObjectsOf ex:p ; sh:sparql [ sh:select 'SELECT $this { FILTER(STRLEN(STR($this)) = 2) }' ] .");
        var blank = Ttl.Validate("[] ex:p ex:x . [] ex:q ex:y .", "[] sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select 'SELECT $this ?value { $this ?any ?value FILTER(isBlank($this)) }' ] .");

        Assert.Equal("05", ((Literal)Assert.Single(literal.Results).FocusNode).LexicalForm);
        Assert.Equal(Ttl.Ex("x"), Assert.Single(blank.Results).Value);
    }

    [Fact]
    public void A_shape_of_another_that_only_gives_a_verdict_asks_its_query_too()
    {
        var report = Ttl.Validate(
            "ex:a ex:p ex:b . ex:b ex:bad true . ex:c ex:p ex:d .",
            "[] sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:node [ sh:sparql [ sh:select 'SELECT $this { $this <https://example.org/bad> true }' ] ] ] .");

        Assert.Equal(["a Node b"], report.Summary());
    }

    [Fact]
    public void The_shapes_graph_is_a_named_graph_apart_from_the_data()
    {
        var report = Ttl.Validate(
            "ex:a ex:kind 'steen' . ex:b ex:kind 'hout' .",
            """
            ex:Shape sh:targetSubjectsOf ex:kind ; ex:allows 'hout' , [ ex:deep 'klei' ] ; sh:sparql [ sh:message 'niet toegestaan' ; sh:select '''
                SELECT $this ?value WHERE { $this <https://example.org/kind> ?value
                    FILTER NOT EXISTS { GRAPH $shapesGraph { $currentShape <https://example.org/allows> ?value } }
                    FILTER NOT EXISTS { $currentShape ?p ?o } }''' ] .
            """);

        Assert.Equal(["a SPARQL steen"], report.Summary());
    }

    [Fact]
    public void A_deactivated_query_is_not_asked()
    {
        Assert.True(Ttl.Validate("ex:a ex:p 1 .", "[] sh:targetSubjectsOf ex:p ; sh:sparql [ sh:deactivated true ; sh:select 'SELECT $this {}' ] .").Conforms);
    }

    [Fact]
    public void An_ask_is_read_as_a_condition_and_said_so()
    {
        var report = Ttl.Validate("ex:a ex:p 1 , 2 .", "[] sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:sparql [ sh:ask 'ASK { FILTER($value > 1) }' ] .");

        Assert.Equal(["a SPARQL 1"], report.Summary());
        Assert.Equal(ShapesNoticeKind.Reinterpreted, Assert.Single(report.Notices).Kind);
        Assert.True(report.IsComplete);
    }

    [Theory]
    [InlineData("SELECT $this WHERE { $this ?p ?o MINUS { $this ?p 1 } }", "MINUS")]
    [InlineData("SELECT $this WHERE { VALUES ?x { 1 } }", "VALUES")]
    [InlineData("SELECT $this WHERE { FILTER EXISTS { VALUES ?x { 1 } } }", "VALUES")]
    [InlineData("SELECT $this WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE")]
    [InlineData("SELECT $this WHERE { BIND(1 AS $this) }", "AS $this")]
    [InlineData("SELECT $this WHERE { { SELECT ?x WHERE { ?x ?y ?z } } }", "sub-SELECT")]
    [InlineData("SELECT ?x WHERE { ?x ?y ?z }", "$this")]
    [InlineData("SELECT $this FROM <https://example.org/g> WHERE { }", "FROM")]
    [InlineData("SELECT $this WHERE { $this $PATH ?x }", "$PATH")]
    [InlineData("ASK { }", "SELECT")]
    [InlineData("SELECT $this WHERE { $this ex:p ?x }", "ex:")]
    [InlineData("SELECT $this WHERE {", "SPARQL")]
    public void A_query_that_breaks_the_rules_is_a_failure_and_the_rest_is_validated(string query, string named)
    {
        var report = Ttl.Validate("ex:a ex:p 1 .", $"[] sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select '{query}' ] ; sh:nodeKind sh:Literal .");

        var notice = Assert.Single(report.Notices);
        Assert.Equal(ShapesNoticeKind.Failure, notice.Kind);
        Assert.Contains(named, notice.Message.English, StringComparison.Ordinal);
        Assert.False(report.IsComplete);
        Assert.Equal(["a NodeKind a"], report.Summary());
    }

    [Fact]
    public void Two_declarations_of_one_prefix_that_disagree_are_a_failure()
    {
        var report = Ttl.Validate(
            "ex:a ex:p 1 .",
            """
            [] sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select 'SELECT $this { $this q:p 1 }' ; sh:prefixes ex:one ] .
            ex:one sh:declare [ sh:prefix 'q' ; sh:namespace 'https://example.org/'^^xsd:anyURI ] ; <http://www.w3.org/2002/07/owl#imports> ex:two .
            ex:two sh:declare [ sh:prefix 'q' ; sh:namespace 'https://example.com/'^^xsd:anyURI ] .
            """);

        Assert.Contains(report.Notices, notice => notice.Kind == ShapesNoticeKind.Failure && notice.Message.English.Contains("q:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_query_that_says_it_failed_and_one_that_reaches_its_limit_leave_the_report_incomplete()
    {
        const string data = "ex:a ex:p 1 . ex:b ex:p 2 .";
        var failing = Ttl.Validate(data, "[] sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select 'SELECT $this (true AS ?failure) {}' ] .");
        var limited = Ttl.Validate(
            data,
            "[] sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select 'SELECT $this { ?a ?b ?c }' ] .",
            new ValidationOptions { QueryLimits = QueryLimits.Default with { Rows = 1 } });

        Assert.Equal(ShapesNoticeKind.Failure, Assert.Single(failing.Notices).Kind);
        Assert.Empty(failing.Results);
        Assert.Equal(ShapesNoticeKind.Failure, Assert.Single(limited.Notices).Kind);
        Assert.False(limited.IsComplete);
    }

    [Fact]
    public void Only_the_selected_graphs_are_the_data_of_a_query()
    {
        var builder = new Store.Memory.MemoryQuadSourceBuilder();
        Ocw.Nde.Rdf.Formats.RdfFormats.Parse(
            "<urn:a> <urn:p> <urn:x> <urn:g> .\n<urn:a> <urn:p> <urn:y> <urn:h> .\n<urn:a> <urn:p> <urn:z> .\n"u8.ToArray(), Ocw.Nde.Rdf.Formats.RdfFormats.NQuads, builder);
        var data = builder.Build();
        var graph = data.NamedGraphs.Single(each => new Iri("urn:g").Equals(Name(data, each.Id))).Id;

        var report = ShaclValidator.Validate(
            data,
            Store.Sources.GraphSelector.Named(graph),
            Ttl.Shapes("[] sh:targetNode <urn:a> ; sh:sparql [ sh:select 'SELECT $this ?value { $this <urn:p> ?value FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }' ] ."));

        Assert.Equal(new Iri("urn:x"), Assert.Single(report.Results).Value);

        static RdfTerm? Name(Store.Memory.MemoryQuadSource source, Store.Ids.TermId id)
        {
            using var reader = source.Terms.OpenReader();
            return Ocw.Nde.Rdf.Graphs.TermObjects.ToTerm(reader.Read(id));
        }
    }
}
