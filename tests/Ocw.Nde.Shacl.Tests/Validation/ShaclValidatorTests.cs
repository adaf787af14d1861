using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Tests.Validation;

public class ShaclValidatorTests
{
    private const string Shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Warning .";

    [Fact]
    public void Counts_cover_everything_while_only_examples_are_kept()
    {
        var data = string.Join('\n', Enumerable.Range(0, 500).Select(i => $"ex:r{i} a ex:C{(i % 5 == 0 ? "" : " ; ex:p 1")} ."));

        var report = Ttl.Validate(data, Shapes, new ValidationOptions { ExamplesPerCount = 3 });

        var count = Assert.Single(report.Counts);
        Assert.Equal((100, 100, 3), (count.Count, count.TargetNodes, report.Results.Count));
        Assert.Equal((100, 0, 100, 0), (report.ResultCount, report.ViolationCount, report.WarningCount, report.InfoCount));
        Assert.Equal(new TargetCounts(500, 100, 0, 100), report.Targets);
        Assert.Equal(500, Assert.Single(report.FocusNodes).Value);
        Assert.False(report.Conforms);
        Assert.True(report.IsValid);
    }

    [Fact]
    public void Every_result_is_handed_over_as_it_is_found()
    {
        var heard = new List<ValidationResult>();

        var report = Ttl.Validate("ex:a a ex:C . ex:b a ex:C .", Shapes, new ValidationOptions { MaximumResults = 0, OnResult = heard.Add });

        Assert.Empty(report.Results);
        Assert.Equal([Ttl.Ex("a"), Ttl.Ex("b")], heard.Select(result => (Iri)result.FocusNode));
    }

    [Fact]
    public void Only_the_asked_nodes_are_validated()
    {
        var report = Ttl.Validate("ex:a a ex:C . ex:b a ex:C .", Shapes, new ValidationOptions { FocusNodes = [Ttl.Ex("b"), Ttl.Ex("unknown")] });

        Assert.Equal(["b MinCount"], report.Summary());
    }

    [Fact]
    public void A_triple_that_stands_in_two_graphs_is_one_value()
    {
        var builder = new MemoryQuadSourceBuilder();
        var triples = Ttl.Graph("ex:a a ex:C ; ex:p 1 .");
        var writer = new Rdf.Graphs.QuadSinkAdapter(builder);
        foreach (var triple in triples)
        {
            writer.Add(triple, Ttl.Ex("g1"));
            writer.Add(triple, Ttl.Ex("g2"));
        }

        var shapes = Ttl.Shapes("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] , [ sh:path [ sh:inversePath ex:none ] ; sh:maxCount 0 ] .");

        Assert.True(ShaclValidator.Validate(builder.Build(), GraphSelector.AnyNamed, shapes).Conforms);
    }

    [Fact]
    public void A_result_names_its_record_and_the_property_that_leads_to_it()
    {
        var report = Ttl.Validate(
            "ex:r a schema:CreativeWork ; schema:creator ex:m ; schema:name 'x' . ex:m a schema:Person ; schema:birthPlace ex:p . ex:p a schema:Place .",
            """
            ex:Work a sh:NodeShape ; sh:targetClass schema:CreativeWork ; sh:property [ sh:path schema:name ; sh:datatype rdf:langString ] .
            ex:Place a sh:NodeShape ; sh:targetClass schema:Place ; sh:property [ sh:path schema:name ; sh:minCount 1 ] .
            """,
            new ValidationOptions { RecordClass = new Iri("https://schema.org/CreativeWork") });

        Assert.All(report.Results, result => Assert.Equal(Ttl.Ex("r"), result.Record));
        Assert.Equal(["https://schema.org/creator", "https://schema.org/name"], report.Results.Select(result => result.RecordProperty!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Details_say_why_a_value_did_not_conform()
    {
        var report = Ttl.Validate(
            "ex:a ex:p [ ex:q 1 ] .",
            "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:node ex:T ] . ex:T sh:name 'T' ; sh:property [ sh:path ex:q ; sh:nodeKind sh:IRI ] , [ sh:path ex:name ; sh:minCount 1 ] .",
            new ValidationOptions { IncludeDetails = true });

        var result = Assert.Single(report.Results);
        Assert.Equal("De waarde voldoet niet aan de eisen voor T.", result.MessageIn("nl"));
        Assert.Equal(["MinCountConstraintComponent", "NodeKindConstraintComponent"], result.Details.Select(detail => Shacl.Shapes.PathText.LocalName(detail.Component.Value)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_message_is_given_in_the_asked_language_or_the_nearest()
    {
        var report = Ttl.Validate("ex:a a ex:C .", Shapes.Replace("sh:minCount", "sh:message 'ontbreekt'@nl , 'missing'@en-GB ; sh:minCount", StringComparison.Ordinal));

        var result = Assert.Single(report.Results);
        Assert.Equal(("ontbreekt", "missing", "missing"), (result.MessageIn("nl"), result.MessageIn("en"), result.MessageIn("de")[..7]));
    }

    [Fact]
    public void A_validation_that_is_ended_throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => ShaclValidator.Validate(Ttl.Data("ex:a a ex:C ."), GraphSelector.Default, Ttl.Shapes(Shapes), cancellation: source.Token));
    }

    [Fact]
    public void Progress_ends_with_the_number_of_nodes()
    {
        var progress = new Recorder();

        Ttl.Validate(string.Join('\n', Enumerable.Range(0, 5_000).Select(i => $"ex:r{i} a ex:C .")), Shapes, new ValidationOptions { MaximumResults = 0, Progress = progress });

        Assert.Equal([4096, 5000], progress.Heard);
    }

    private sealed class Recorder : IProgress<long>
    {
        public List<long> Heard { get; } = [];

        public void Report(long value) => Heard.Add(value);
    }
}
