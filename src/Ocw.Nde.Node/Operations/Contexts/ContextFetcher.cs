using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Documents;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Operations.Contexts;

/// <summary>Fetches contexts through the guarded client: http and https, public addresses, under ceilings of size, time and depth.</summary>
internal sealed class ContextFetcher(ContextSettings settings, GuardedHttpClient web)
{
    private const string Accept = "application/ld+json, application/json;q=0.9, */*;q=0.1";

    /// <summary>Fetches a context.</summary>
    /// <param name="iri">Its address.</param>
    /// <param name="anyHost">Whether the operator asks for it himself; then the list of hosts does not count.</param>
    /// <exception cref="ContextException">It is not allowed, not there, or no context.</exception>
    public JsonLdDocument Fetch(string iri, bool anyHost)
    {
        try
        {
            var document = LinkedDocument.Follow(iri, address => Ask(iri, address, anyHost));
            Check(iri, document.Content);
            return document;
        }
        catch (WebRequestException failed)
        {
            throw ContextException.NotFetched(iri, failed.Problem, failed);
        }
        catch (JsonLdException fault)
        {
            throw ContextException.NoContext(iri, fault.Found);
        }
    }

    /// <summary>Makes sure that a content is a context.</summary>
    public void Check(string iri, ReadOnlyMemory<byte> content)
    {
        if (content.Length > settings.Bytes)
            throw ContextException.NotFetched(iri, $"it has {content.Length} bytes, and the ceiling is {settings.Bytes} (contexts: mebibytes in node.yaml)", null);
        try
        {
            if (JsonItem.Parse(content.Span, JsonLdOptions.Default.MaxDepth) is not JsonMap map || map["@context"] is null)
                throw ContextException.NoContext(iri, "other JSON");
        }
        catch (JsonLdException fault)
        {
            throw ContextException.NoContext(iri, fault.Found);
        }
    }

    private LinkedDocument.Answer Ask(string iri, string address, bool anyHost)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw ContextException.NotOnTheWeb(address);
        if (!anyHost && !settings.Allows(uri))
            throw ContextException.HostNotListed(iri, uri.Authority);
        var request = new GuardedRequest(uri)
        {
            Accept = Accept,
            MayRetry = false,
            MaxBodyBytes = settings.Bytes,
            MaxDecodedBytes = settings.Bytes,
            TotalTimeout = settings.Time,
            DelayPerHost = TimeSpan.Zero,
            // A listed host does not speak for the hosts that it sends us on to.
            RefusalOf = next => anyHost || settings.Allows(next) ? null : $"it leads to {next.Authority}, which is not listed under contexts: hosts in node.yaml",
        };
        // Parsing waits for the context, as it does for the disk.
        return web.ReadAsync(request, ReadAsync, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static async Task<LinkedDocument.Answer> ReadAsync(GuardedResponse response, CancellationToken cancellation)
    {
        var content = await response.ReadBytesAsync(cancellation);
        var links = response.Headers.TryGetValues("Link", out var values) ? values.ToList() : [];
        return new(response.Address.AbsoluteUri, content, MediaTypeOf(response.MediaType, content), links);
    }

    // Servers of raw files do not say that a file is JSON.
    private static string? MediaTypeOf(string? declared, ReadOnlySpan<byte> content) =>
        declared is null or "text/plain" or "application/octet-stream" && content.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? "application/json" : declared;
}
