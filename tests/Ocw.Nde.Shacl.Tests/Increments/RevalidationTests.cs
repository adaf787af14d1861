using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl.Increments;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Shacl.Validation;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Shacl.Tests.Increments;

/// <summary>After a change, validating what it can have touched gives the report of validating everything.</summary>
public sealed class RevalidationTests : IDisposable
{
    private const string Ahead = """
        ex:Work a sh:NodeShape ; sh:targetClass ex:Work ;
            sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:severity sh:Warning ] ,
                [ sh:path ex:maker ; sh:class ex:Person ; sh:node ex:Maker ] ,
                [ sh:path ( ex:maker ex:born ex:country ) ; sh:minCount 1 ; sh:severity sh:Info ] ,
                [ sh:path ex:place ; sh:or ( [ sh:class ex:Place ] [ sh:property [ sh:path ex:name ; sh:minCount 2 ] ] ) ] ,
                [ sh:path [ sh:alternativePath ( ex:maker ex:place ) ] ; sh:qualifiedValueShape [ sh:property [ sh:path ex:name ; sh:hasValue 'n1' ] ] ; sh:qualifiedMinCount 1 ] .
        ex:Maker sh:property [ sh:path ex:born ; sh:maxCount 1 ; sh:node [ sh:property [ sh:path ex:name ; sh:minCount 1 ] ] ] .
        ex:Person a sh:NodeShape ; sh:targetClass ex:Person ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
            sh:property [ sh:path ex:name ; sh:minCount 1 ] , [ sh:path ex:born ; sh:equals ex:place ] .
        ex:Named a sh:NodeShape ; sh:targetSubjectsOf ex:country ; sh:property [ sh:path ex:name ; sh:pattern '^n[0-4]$' ; sh:severity ex:Hint ] .
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ocwnde-shacl-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1, int.MaxValue)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(4, 10)]
    public void After_random_changes_the_report_is_that_of_a_whole_validation(int seed, int examples)
    {
        var random = new Random(seed);
        var shapes = Ttl.Shapes(Ahead);
        var options = new ValidationOptions { ExamplesPerCount = examples, IncludeDetails = true, RecordClass = Ttl.Ex("Work") };
        using var store = QuadStore.Open(_folder.FullName);
        var triples = Enumerable.Range(0, 900).Select(_ => Any(random)).ToHashSet();
        using var first = Commit(store, triples);
        var memory = ShaclValidator.ValidateAndRemember(first, Graphs(first), shapes, options).Memory;
        Assert.NotNull(memory);
        var revalidated = 0;
        for (var round = 0; round < 40; round++)
        {
            var before = triples.ToHashSet();
            for (var changes = random.Next(1, 12); changes > 0; changes--)
            {
                triples.Remove(triples.ElementAt(random.Next(triples.Count)));
                triples.Add(Any(random));
            }

            using var snapshot = Commit(store, triples);
            before.SymmetricExceptWith(triples);
            var changed = before.Select(triple => snapshot.Terms.Find(triple.Subject)).Where(id => id.IsBound).ToHashSet();
            var (expected, whole) = ShaclValidator.ValidateAndRemember(snapshot, Graphs(snapshot), shapes, options);
            var found = ShaclValidator.Revalidate(snapshot, Graphs(snapshot), shapes, ValidationMemory.Read(memory!.ToBytes())!, changed, options);
            Assert.NotNull(found);
            Assert.Equal(TextOf(expected), TextOf(found.Value.Report));
            Assert.Equal(whole!.Nodes.Select(node => node.Node), found.Value.Memory.Nodes.Select(node => node.Node));
            memory = found.Value.Memory;
            revalidated += expected.ResultCount > 100 ? 1 : 0;
        }

        Assert.Equal(40, revalidated);
    }

    [Theory]
    [InlineData("ex:S a sh:NodeShape ; sh:targetClass ex:Work ; sh:property [ sh:path [ sh:inversePath ex:maker ] ; sh:maxCount 0 ] .")]
    [InlineData("ex:S a sh:NodeShape ; sh:targetClass ex:Work ; sh:property [ sh:path [ sh:zeroOrMorePath ex:maker ] ; sh:maxCount 1 ] .")]
    [InlineData("ex:S a sh:NodeShape ; sh:targetClass ex:Work ; sh:property [ sh:path ex:maker ; sh:node ex:S ] .")]
    [InlineData("ex:S a sh:NodeShape ; sh:targetObjectsOf ex:maker ; sh:nodeKind sh:IRI .")]
    [InlineData("ex:S a sh:NodeShape ; sh:targetNode ex:w1 ; sh:nodeKind sh:IRI .")]
    [InlineData("ex:S a sh:NodeShape ; sh:targetClass ex:Work ; sh:sparql [ sh:select 'SELECT $this { $this <https://example.org/name> ?name FILTER(strlen(?name) > 9) }' ] .")]
    public void Shapes_whose_reach_has_no_bound_are_not_remembered(string shapes)
    {
        using var store = QuadStore.Open(_folder.FullName);
        using var snapshot = Commit(store, Enumerable.Range(0, 50).Select(i => Any(new Random(i))).ToHashSet());
        var (report, memory) = ShaclValidator.ValidateAndRemember(snapshot, Graphs(snapshot), Ttl.Shapes(shapes));
        Assert.Null(memory);
        Assert.Equal(TextOf(ShaclValidator.Validate(snapshot, Graphs(snapshot), Ttl.Shapes(shapes))), TextOf(report));
    }

    [Fact]
    public void The_record_profile_looks_three_links_ahead()
    {
        using var store = QuadStore.Open(_folder.FullName);
        using var snapshot = Commit(store, [Any(new Random(1))]);
        using var session = new ValidationSession(snapshot, Graphs(snapshot), StandardShapes.RecordProfile, ValidationOptions.Default, CancellationToken.None);
        Assert.Equal(3, Revalidation.ReachOf(session));
    }

    [Fact]
    public void A_class_within_a_class_makes_everything_be_validated_again()
    {
        using var store = QuadStore.Open(_folder.FullName);
        var triples = Enumerable.Range(0, 300).Select(i => Any(new Random(i))).ToHashSet();
        using var first = Commit(store, triples);
        var shapes = Ttl.Shapes(Ahead);
        var memory = ShaclValidator.ValidateAndRemember(first, Graphs(first), shapes).Memory!;
        triples.Add(new(Ttl.Ex("Painter"), new Iri("http://www.w3.org/2000/01/rdf-schema#subClassOf"), Ttl.Ex("Person")));
        using var second = Commit(store, triples);
        Assert.Null(ShaclValidator.Revalidate(second, Graphs(second), shapes, memory, [second.Terms.Find(Ttl.Ex("Painter"))]));
    }

    [Fact]
    public void What_is_remembered_of_other_shapes_or_was_damaged_is_not_used()
    {
        using var store = QuadStore.Open(_folder.FullName);
        using var snapshot = Commit(store, Enumerable.Range(0, 300).Select(i => Any(new Random(i))).ToHashSet());
        var memory = ShaclValidator.ValidateAndRemember(snapshot, Graphs(snapshot), Ttl.Shapes(Ahead)).Memory!;
        Assert.Null(ShaclValidator.Revalidate(snapshot, Graphs(snapshot), Ttl.Shapes("ex:Other a sh:NodeShape ; sh:targetClass ex:Work ; sh:property [ sh:path ex:name ; sh:maxCount 0 ] ."), memory, []));
        var bytes = memory.ToBytes();
        bytes[bytes.Length / 2] ^= 1;
        Assert.Null(ValidationMemory.Read(bytes));
        Assert.Null(ValidationMemory.Read([]));
    }

    // Works, persons and places that refer to each other, of which many lack something.
    private static Triple Any(Random random)
    {
        Iri Node(string kind) => Ttl.Ex(kind + random.Next(40).ToString(CultureInfo.InvariantCulture));
        return random.Next(9) switch
        {
            0 => new(Node("w"), RdfNs.Type, Ttl.Ex("Work")),
            1 => new(Node("p"), RdfNs.Type, Ttl.Ex("Person")),
            2 => new(Node("l"), RdfNs.Type, Ttl.Ex("Place")),
            3 => new(Node("w"), Ttl.Ex("maker"), Node(random.Next(8) == 0 ? "l" : "p")),
            4 => new(Node("w"), Ttl.Ex("place"), Node("l")),
            5 => new(Node("p"), Ttl.Ex(random.Next(4) == 0 ? "place" : "born"), Node("l")),
            6 => new(Node("l"), Ttl.Ex("country"), Node("l")),
            _ => new(Node(random.Next(3) switch { 0 => "w", 1 => "p", _ => "l" }), Ttl.Ex("name"), new Literal("n" + random.Next(6).ToString(CultureInfo.InvariantCulture))),
        };
    }

    private static Snapshot Commit(QuadStore store, IEnumerable<Triple> triples)
    {
        using var transaction = store.BeginWrite();
        var graph = new RdfGraph();
        foreach (var triple in triples)
            graph.Add(triple);
        graph.WriteTo(transaction.Stage(Ttl.Ex("g"), GraphClass.Content));
        transaction.Commit();
        return store.OpenSnapshot(ReaderScope.Internal);
    }

    private static GraphSelector Graphs(Snapshot snapshot) => GraphSelector.MergeOf(snapshot.Terms.Find(Ttl.Ex("g")));

    // Everything that a reader of the report can see.
    private static string TextOf(ValidationReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.ResultCount} {report.IsComplete} {report.Targets} {report.RecordsWithViolations} {string.Join(' ', report.FocusNodes.Select(one => $"{one.Key.Id}={one.Value}"))}");
        foreach (var count in report.Counts)
            text.AppendLine(CultureInfo.InvariantCulture, $"{count.Shape.Id} {count.Path} {count.Component} {count.Severity} {count.Count} {count.TargetNodes}");
        foreach (var result in report.Results)
            Append(result, 0);
        return text.ToString();

        void Append(ValidationResult result, int depth)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{new string('-', depth)}{result.FocusNode} {result.TargetNode} {result.Record} {result.RecordProperty} {result.Path} {result.Value} {result.Component} {result.SourceShape.Id}");
            foreach (var detail in result.Details)
                Append(detail, depth + 1);
        }
    }
}
