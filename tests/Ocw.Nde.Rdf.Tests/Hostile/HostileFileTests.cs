using System.Globalization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Rdf.Tests.Hostile;

/// <summary>The hostile files of the shared data that the readers get: each says what must become of it. What its note says more is in <see cref="HostileNoteTests"/>.</summary>
public class HostileFileTests
{
    // Not a measurement: an input that takes this long on any machine does not end.
    private static readonly TimeSpan Endless = TimeSpan.FromSeconds(60);

    public static IEnumerable<object[]> Files => HostileManifest.Of("turtle", "ntriples", "nquads", "rdfxml", "jsonld", "upload");

    public static IEnumerable<object[]> Addresses => HostileManifest.Rows("/iri/iris.tsv").Select(row => new object[] { row[0], row[2] });

    [SharedTheory(HostileManifest.Folder)]
    [MemberData(nameof(Files))]
    public void A_hostile_file_gets_what_it_deserves(string file, string expected)
    {
        var (dataset, fault) = Read(file, new());

        if (expected is "reject" or "partial-or-reject")
        {
            Assert.NotNull(fault);
            Assert.True(fault is RdfSyntaxException { Line: > 0, Column: > 0 } or InvalidDataException { Message.Length: > 20 }, fault.Message);
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

    [SharedTheory(HostileManifest.Folder)]
    [MemberData(nameof(Files))]
    public void Lenient_reading_takes_what_strict_reading_takes_and_ends_as_well(string file, string expected)
    {
        var strict = Read(file, new());
        var lenient = Read(file, new() { Lenient = true, OnNotice = _ => { }, OnBadLine = _ => { } });

        Assert.True(strict.Fault is not null || lenient.Fault is null, $"{expected}: {lenient.Fault?.Message}");
        // JSON-LD leaves out what strict reading cannot keep, and lenient reading mends it: more, never less.
        if (strict.Fault is null)
            Assert.InRange(lenient.Dataset.Count, strict.Dataset.Count, int.MaxValue);
    }

    [SharedTheory(HostileManifest.Folder)]
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
        Assert.Equal(fault is null && notices.Count == 0, IriCheck.IsRfc3987(iri));
        if (expected.StartsWith("reject", StringComparison.Ordinal) && expected != "reject-or-warn")
            Assert.NotNull(fault);
        else
            Assert.Null(fault);
        if (expected is "accept-with-warning" or "reject-or-warn")
            Assert.NotEmpty(notices);
    }

    private static (RdfDataset Dataset, Exception? Fault) Read(string file, RdfReaderOptions reader)
    {
        var dataset = new RdfDataset();
        using var endless = new CancellationTokenSource(Endless);
        try
        {
            RdfInput.File(HostileManifest.PathOf(file), new() { Reader = reader }).Read(new RdfGraphSink(dataset), endless.Token);
            return (dataset, null);
        }
        catch (Exception refused) when (refused is RdfSyntaxException or InvalidDataException)
        {
            return (dataset, refused);
        }
    }
}
