using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ocw.Nde.Mapping.Models;
using Ocw.Nde.Mapping.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.TestSupport;
using Xunit.Abstractions;

namespace Ocw.Nde.Mapping.Tests.Models;

/// <summary>The 1,255 prints of the KB as the aggregator made EDM of them, beside what the node makes of the same schema.org.</summary>
public partial class CentsprentenTests(ITestOutputHelper output)
{
    private const string Kb = "collections/cc-lod-aggregator/kb-centsprenten.zip";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    [SharedFact(Kb)]
    public void The_prints_of_the_KB_become_the_EDM_that_is_expected_of_them()
    {
        var profile = Yaml.Profile("profile: schema\nlanguage: nl\nrecordDate: 2019-06-06\nmedia: { license: 'https://creativecommons.org/publicdomain/mark/1.0/' }");
        var expected = Expected();
        var model = Edm.Model("edm");
        var (missing, added, records) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new SortedDictionary<string, int>(StringComparer.Ordinal), 0);
        var all = new List<Triple>();
        foreach (var record in Records.Rdf(Records.OpenInZip(Kb, "centsprenten.nt.gz"), RdfFormats.NTriples, profile))
        {
            var mapped = profile.CreateMapper().Map(record);
            var context = new ModelContext(mapped.Subject!, Yaml.Context.DatasetIri, new Iri("http://data.bibliotheken.nl/id/thes/p075301482")) { Provider = new Literal("NDE") };
            var edm = model.Write(mapped.Triples, context);
            all.AddRange(edm);
            records++;
            var source = Assert.Single(mapped.Triples, t => t.Subject == mapped.Subject && t.Predicate == new Iri("https://schema.org/sameAs")).Object;
            var (theirs, ours) = (expected[((Iri)source).Value], Ours(edm, context));
            Count(missing, theirs.Except(ours));
            Count(added, ours.Except(theirs));
        }

        output.WriteLine("missing: " + string.Join(", ", missing.Select(m => $"{m.Key} {m.Value}")));
        output.WriteLine("added: " + string.Join(", ", added.Select(m => $"{m.Key} {m.Value}")));
        Assert.Equal(1255, records);
        Assert.Equal(expected.Count, records);
        // The aggregator wrote two texts about rights where an address of Europeana's list is asked; they are dc:rights here.
        // «s.n.» is no publisher, in none of the five ways in which each of 23 prints writes it: SCHEMA-AP-NDE wants one where it is known.
        // «[Amsterdam: Wed. C. Kok geb. Van Kolm?]» is a name without its brackets, with its doubt before it.
        Assert.Equal(["dc:creator 1", "dc:publisher 115", "edm:rights 2510"], missing.Select(m => $"{m.Key} {m.Value}"));
        // What the aggregator left behind: authors and illustrators as makers, number, date, size, whole and place; and the address of the print at the KB.
        Assert.Equal(
            ["dc:creator 64", "dc:identifier 1255", "dc:rights 2510", "dcterms:created 1244", "dcterms:extent 1251", "dcterms:isPartOf 1255", "dcterms:spatial 1228", "edm:rights 1255", "owl:sameAs 1255"],
            added.Select(m => $"{m.Key} {m.Value}"));
        if (File.Exists(SharedData.PathOf(Edm.Shapes)))
            Assert.Empty(Edm.Violations(all));
    }

    // What is compared: each property with its value as a reader sees it; a reference to an entity counts as the entity's name.
    private static HashSet<(string Property, string Value)> Ours(RdfGraph graph, ModelContext context)
    {
        var labels = graph.Where(t => t.Predicate == new Iri("http://www.w3.org/2004/02/skos/core#prefLabel")).ToLookup(t => t.Subject, t => t.Object);
        var found = new HashSet<(string, string)>();
        foreach (var triple in graph.Where(t => t.Subject == context.Record || t.Subject == new Iri(context.Parts + "agg")))
        {
            foreach (var value in labels[triple.Object].DefaultIfEmpty(triple.Object))
            {
                var property = Short(((Iri)triple.Predicate).Value);
                found.Add((property, value switch { Literal literal => Clean(property, literal.LexicalForm), Iri iri when iri == context.Record => "", Iri iri => iri.Value, _ => "" }));
            }
        }

        found.RemoveWhere(f => f.Item1 == "rdf:type");
        return found;
    }

    private static Dictionary<string, HashSet<(string Property, string Value)>> Expected()
    {
        var records = new Dictionary<string, HashSet<(string, string)>>(StringComparer.Ordinal);
        using var zip = new ZipArchive(Records.OpenInZip(Kb, "centsprenten-edm.zip"));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            var root = XDocument.Load(stream).Root!;
            var about = root.Elements().Select(e => (string)e.Attribute(Rdf + "about")!).First(a => !a.EndsWith("#agg", StringComparison.Ordinal));
            records[about] = [.. root.Elements().Elements().Select(e => (Property: Short(e.Name.NamespaceName + e.Name.LocalName), Element: e))
                .Select(e => (e.Property, (string?)e.Element.Attribute(Rdf + "resource") is { } iri ? (iri == about ? "" : iri) : Clean(e.Property, e.Element.Value)))];
        }

        return records;
    }

    private static void Count(SortedDictionary<string, int> counts, IEnumerable<(string Property, string Value)> values)
    {
        foreach (var (property, _) in values)
            counts[property] = counts.GetValueOrDefault(property) + 1;
    }

    private static string Short(string iri) => iri
        .Replace("http://www.europeana.eu/schemas/edm/", "edm:", StringComparison.Ordinal).Replace("http://purl.org/dc/elements/1.1/", "dc:", StringComparison.Ordinal)
        .Replace("http://purl.org/dc/terms/", "dcterms:", StringComparison.Ordinal).Replace("http://www.w3.org/2002/07/owl#", "owl:", StringComparison.Ordinal)
        .Replace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:", StringComparison.Ordinal);

    // «Charles Perrault (1628-1703)» is Charles Perrault here, whose years are those of the entity.
    private static string Clean(string property, string text)
    {
        var clean = Spaces().Replace(text, " ").Trim();
        return property is "dc:creator" or "dc:publisher" ? Years().Replace(clean, "") : clean;
    }

    [GeneratedRegex(@" \([^()]*[0-9]{4}[^()]*\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Years();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
