using System.Text;
using Microsoft.Net.Http.Headers;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Alignments;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Features.Datasets;

/// <summary>The published alignments of a dataset for whoever asks: as SSSOM/TSV, CSV or Turtle, written as they are read. What waits for a person is never in it.</summary>
internal static class AlignmentsAnswer
{
    private const int TriplesAtOnce = 512;

    private static readonly AlignmentsForm s_sssom = new("sssom.tsv", "text/tab-separated-values");
    private static readonly AlignmentsForm s_csv = new("csv", "text/csv");
    private static readonly AlignmentsForm s_turtle = new("ttl", "text/turtle");

    /// <summary>The forms, the one that is given to whoever accepts anything first.</summary>
    public static IReadOnlyList<AlignmentsForm> Forms { get; } = [s_sssom, s_csv, s_turtle];

    /// <summary>Writes the alignments.</summary>
    /// <param name="context">The request.</param>
    /// <param name="host">The node.</param>
    /// <param name="dataset">The id of the dataset. One that does not exist, has no alignments or is not open to the public is not found: which of these is not told.</param>
    /// <param name="form">The form; <see langword="null"/> for the one that the request prefers.</param>
    public static async Task WriteAsync(HttpContext context, NodeHost host, string dataset, AlignmentsForm? form)
    {
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Public);
        var sources = host.Sources.Where(source => source.Dataset == dataset && source.Align.Count > 0 && IsOpen(host, snapshot, source)).ToList();
        if (sources.Count == 0)
        {
            await Problem.Of(context.Request, StatusCodes.Status404NotFound, "no-such-dataset", "Er zijn geen koppelingen van een dataset met deze naam.", "There are no alignments of a dataset of this name.").ExecuteAsync(context);
            return;
        }

        // The title in the head of SSSOM is in the language of the reader.
        var headers = context.Response.Headers;
        headers.Vary = form is null ? "Accept, Accept-Language" : "Accept-Language";
        if (form is null)
        {
            form = Preferred(context.Request.Headers.Accept.ToString());
            headers.ContentLocation = $"/datasets/{dataset}/alignments.{form.Extension}";
        }

        var tag = new EntityTagHeaderValue($"\"{snapshot.CommitNumber}-{RequestLanguage.Of(context.Request).Tag()}-{form.Extension}\"");
        headers.ETag = tag.ToString();
        headers.CacheControl = "public, max-age=60";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = form.MediaType + "; charset=utf-8";
        headers.ContentDisposition = $"inline; filename=\"{dataset}-alignments.{form.Extension}\"";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        await WriteAsync(context, new AlignmentExport(host, snapshot, sources, withProposals: false), snapshot, form);
    }

    private static async Task WriteAsync(HttpContext context, AlignmentExport export, Snapshot snapshot, AlignmentsForm form)
    {
        if (form == s_turtle)
        {
            await WriteTurtleAsync(context, export, snapshot);
            return;
        }

        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 15, leaveOpen: true);
        if (form == s_csv)
            await export.WriteCsvAsync(writer, context.RequestAborted);
        else
            await export.WriteSssomAsync(writer, RequestLanguage.Of(context.Request), context.RequestAborted);
    }

    private static async Task WriteTurtleAsync(HttpContext context, AlignmentExport export, Snapshot snapshot)
    {
        var writer = RdfFormats.CreateWriter(RdfFormats.Turtle, context.Response.BodyWriter);
        using var held = writer as IDisposable;
        foreach (var (prefix, name) in (ReadOnlySpan<(string, string)>)[("sssom", AlignmentVocabulary.Sssom), ("semapv", AlignmentVocabulary.Semapv), ("owl", AlignmentVocabulary.Owl), ("skos", AlignmentVocabulary.Skos), ("ocw", AlignmentVocabulary.Model), ("dcterms", Rdf.Namespaces.DctermsNs.Namespace), ("xsd", Rdf.Namespaces.XsdNs.Namespace)])
            writer.Prefix(Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(name));
        var spans = new TripleSpans(writer);
        foreach (var triple in export.Graphs.SelectMany(graph => TriplesOf(snapshot, graph)))
        {
            spans.Write(triple);
            if (spans.Count % TriplesAtOnce == 0)
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        writer.Complete();
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static IEnumerable<Triple> TriplesOf(Snapshot snapshot, string graph)
    {
        if (snapshot.Terms.FindIri(graph) is not { IsBound: true } id)
            yield break;
        var batch = new QuadBatch();
        using var scan = snapshot.Scan(new QuadPattern(default, default, default, GraphSelector.Named(id)), QuadOrder.Spo);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                yield return new(snapshot.Terms.ToTerm(new TermId(batch.Subjects[i])), snapshot.Terms.ToTerm(new TermId(batch.Predicates[i])), snapshot.Terms.ToTerm(new TermId(batch.Objects[i])));
        }
    }

    private static bool IsOpen(NodeHost host, Snapshot snapshot, SourceSettings source) =>
        snapshot.Terms.FindIri(host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Content)) is { IsBound: true } id && snapshot.TryGetGraph(id, out var graph) && graph.QuadCount > 0;

    private static AlignmentsForm Preferred(string accept)
    {
        if (!MediaTypeHeaderValue.TryParseList([accept], out var ranges))
            return s_sssom;
        return Forms.Select(form => (Form: form, Quality: ranges.Where(range => new MediaTypeHeaderValue(form.MediaType).IsSubsetOf(new MediaTypeHeaderValue(range.MediaType))).Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max()))
            .MaxBy(pair => pair.Quality).Form;
    }
}

/// <summary>A form in which alignments are given.</summary>
/// <param name="Extension">How its address ends.</param>
/// <param name="MediaType">Its media type.</param>
internal sealed record AlignmentsForm(string Extension, string MediaType);
