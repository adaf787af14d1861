using System.Globalization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Rdf.Tests.Hostile;

/// <summary>The hostile files of the shared data that are of a syntax which is read here: each says what must become of it.</summary>
public class HostileFileTests
{
    private const string Folder = "trust/hostile";

    private static readonly HashSet<string> Surfaces = ["turtle", "ntriples", "nquads", "rdfxml", "jsonld"];

    public static IEnumerable<object[]> Files =>
        Rows("/manifest.tsv").Where(row => Surfaces.Contains(row[2])).Select(row => new object[] { row[0], row[4] });

    public static IEnumerable<object[]> Addresses => Rows("/iri/iris.tsv").Select(row => new object[] { row[0], row[2] });

    [SharedTheory(Folder)]
    [MemberData(nameof(Files))]
    public void A_hostile_file_gets_what_it_deserves(string file, string expected)
    {
        var dataset = new RdfDataset();
        RdfSyntaxException? fault = null;
        try
        {
            RdfFormats.ParseFile(SharedData.PathOf($"{Folder}/{file}"), new RdfGraphSink(dataset));
        }
        catch (RdfSyntaxException refused)
        {
            fault = refused;
        }

        if (expected is "reject" or "partial-or-reject")
        {
            Assert.NotNull(fault);
            Assert.True(fault is { Line: > 0, Column: > 0 }, fault.Message);
        }
        else if (expected.StartsWith("accept-n=", StringComparison.Ordinal))
        {
            Assert.Null(fault);
            Assert.Equal(int.Parse(expected["accept-n=".Length..], CultureInfo.InvariantCulture), dataset.Count);
        }
        else
        {
            Assert.True(expected is "either" || fault is null, $"{expected}: {fault?.Message}");
        }
    }

    [SharedFact(Folder)]
    public void Ten_bad_lines_in_ten_thousand_are_ten_reports()
    {
        var dataset = new RdfDataset();
        var faults = new List<RdfSyntaxException>();

        RdfFormats.ParseFile(SharedData.PathOf(Folder + "/nquads/mix-good-bad.nq.gz"), new RdfGraphSink(dataset), new() { OnBadLine = faults.Add });

        Assert.Equal(10, faults.Count);
        Assert.Equal(9990, dataset.Count);
    }

    [SharedFact(Folder)]
    public void Labels_that_generators_use_stay_apart()
    {
        var dataset = new RdfDataset();

        RdfFormats.ParseFile(SharedData.PathOf(Folder + "/turtle/bnode-collide.ttl"), new RdfGraphSink(dataset));

        Assert.Equal(14, dataset.SelectMany(q => new[] { q.Subject, q.Object }).Distinct().Count());
    }

    [SharedFact(Folder)]
    public void A_literal_that_looks_like_a_statement_is_one_triple_in_every_syntax()
    {
        var dataset = new RdfDataset();
        RdfFormats.ParseFile(SharedData.PathOf(Folder + "/turtle/inject-ntriples.ttl"), new RdfGraphSink(dataset));

        foreach (var format in RdfFormats.All.Where(f => f is { CanRead: true, CanWrite: true }))
            Support.AssertIsomorphic(dataset, Support.Read(format, Support.Write(format, dataset)));
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Addresses))]
    public void An_iri_is_accepted_or_refused(string iri, string expected)
    {
        var notices = new List<RdfNotice>();
        RdfSyntaxException? fault = null;
        try
        {
            Assert.Equal(iri, ((Ocw.Nde.Rdf.Terms.Iri)Support.Turtle($"<x:a> <x:p> <{iri}> .", new() { OnNotice = notices.Add }).Single().Object).Value);
        }
        catch (RdfSyntaxException refused)
        {
            fault = refused;
        }

        Assert.Equal(fault is null, IriCheck.IsAbsoluteIri(iri));
        if (expected.StartsWith("reject", StringComparison.Ordinal) && expected != "reject-or-warn")
            Assert.NotNull(fault);
        else
            Assert.Null(fault);
        if (expected is "accept-with-warning" or "reject-or-warn")
            Assert.NotEmpty(notices);
    }

    private static IEnumerable<string[]> Rows(string table) => File.ReadLines(SharedData.PathOf(Folder + table)).Skip(1).Select(line => line.Split('\t'));
}
