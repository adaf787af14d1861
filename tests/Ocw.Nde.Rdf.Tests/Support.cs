using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Rdf.Tests;

/// <summary>Short ways to read and write in tests.</summary>
internal static class Support
{
    internal static RdfDataset Read(RdfFormat format, string document, RdfReaderOptions? options = null) =>
        RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(document), format, options);

    internal static RdfDataset Turtle(string document, RdfReaderOptions? options = null) => Read(RdfFormats.Turtle, document, options);

    internal static RdfSyntaxException Fault(RdfFormat format, string document, RdfReaderOptions? options = null) =>
        Assert.Throws<RdfSyntaxException>(() => Read(format, document, options));

    internal static string Write(RdfFormat format, RdfDataset dataset, RdfWriterOptions? options = null)
    {
        using var output = new MemoryStream();
        var writer = RdfFormats.CreateWriter(format, output, options);
        dataset.WriteTo(writer);
        writer.Complete();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    internal static string Lines(RdfDataset dataset) => string.Join('\n', dataset.Select(q => $"{q.Triple} {q.Graph}"));

    internal static void AssertIsomorphic(RdfDataset expected, RdfDataset actual) =>
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, actual), $"expected:\n{Lines(expected)}\nactual:\n{Lines(actual)}");
}
