using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Operations.Federation;

/// <summary>Fetches the documents that LOAD of SPARQL Update names, from the hosts that the operator has listed (<c>loadFrom</c> in <c>node.yaml</c>).</summary>
internal sealed class DocumentLoader(IReadOnlyList<string> hosts, GuardedHttpClient web, JsonLdOptions jsonLd, RdfVersion version = RdfVersion.Rdf11) : IDocumentLoader
{
    private static readonly string Accept = string.Join(", ", RdfFormats.All.Select((format, place) => place == 0 ? format.MediaTypes[0] : $"{format.MediaTypes[0]};q=0.{9 - place}"));

    /// <inheritdoc/>
    public void Load(Iri source, IQuadSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!Uri.TryCreate(source.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new DocumentLoadException("it is not an http or https address.") { IsRefused = true };
        if (!new EgressPolicy { AllowedHosts = [.. hosts] }.IsAllowedHost(address.IdnHost, address.Port))
            throw new DocumentLoadException($"{address.Authority} is not among the hosts that this node loads from ({string.Join(", ", hosts)}; loadFrom in node.yaml).") { IsRefused = true };

        try
        {
            // The update waits for its document before it takes the writer's turn.
            web.ReadAsync(new GuardedRequest(address) { Accept = Accept, MayRetry = false, DelayPerHost = TimeSpan.Zero }, (response, token) => ReadAsync(response, sink, token), cancellation).GetAwaiter().GetResult();
        }
        catch (WebRequestException failed)
        {
            throw new DocumentLoadException($"{failed.Problem}.", failed) { IsRefused = failed.Failure == WebFailure.Refused };
        }
        catch (RdfSyntaxException broken)
        {
            throw new DocumentLoadException($"it is not RDF that can be read: {broken.Message}", broken);
        }
        catch (InvalidDataException damaged)
        {
            throw new DocumentLoadException($"it cannot be unpacked: {damaged.Message}.", damaged);
        }
    }

    private async Task<bool> ReadAsync(GuardedResponse response, IQuadSink sink, CancellationToken cancellation)
    {
        if (!RdfFormats.TryFromMediaType(response.MediaType, out var format) && !RdfFormats.TryFromFileName(response.Address.AbsolutePath, out format))
            throw new DocumentLoadException($"the server sent {response.MediaType ?? "no media type"}, which is no format of RDF.");
        var document = await response.ReadBytesAsync(cancellation);
        var reader = new RdfReaderOptions { BaseIri = response.Address.AbsoluteUri, SourceName = response.Address.AbsoluteUri, JsonLd = jsonLd, Charset = response.Charset, Version = version };
        new RdfInput(response.Address.AbsoluteUri, response.Address.AbsolutePath, () => new MemoryStream(document), new() { Format = format, Reader = reader }).Read(sink, cancellation);
        return true;
    }
}
