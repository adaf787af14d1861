using System.Collections.Concurrent;
using Ocw.Nde.Mapping.Models;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Models;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>One record in a model: <c>?model=edm</c>.</summary>
internal sealed class ModelData(NodeHost host)
{
    private readonly ConcurrentDictionary<string, RecordModel> _models = new(StringComparer.Ordinal);

    /// <summary>The record in a model, or <see langword="null"/> when there is no such model or nothing is said of the record.</summary>
    /// <param name="iri">The record.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="format">The format.</param>
    /// <param name="snapshot">An older state, which stays its opener's; the present one of the public when <see langword="null"/>.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public byte[]? Write(string iri, string model, RdfFormat format, Snapshot? snapshot, CancellationToken cancellation)
    {
        if (!ModelWriter.Names.Contains(model, StringComparer.Ordinal))
            return null;
        using var present = snapshot is null ? host.Store.OpenSnapshot(ReaderScope.Public) : null;
        var state = snapshot ?? present!;
        using var buffer = new MemoryStream();
        var writer = RdfFormats.CreateWriter(format, buffer, new RdfWriterOptions { Prefixes = ModelPrefixes.All });
        var records = new ModelWriter(state, host.Iris, model == ModelWriter.SharedModel ? null : _models.GetOrAdd(model, name => ModelWriter.Load(name)!));
        if (!records.Write(new Iri(iri), writer, cancellation))
            return null;
        writer.Complete();
        return buffer.ToArray();
    }
}
