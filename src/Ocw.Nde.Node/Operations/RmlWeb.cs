using System.Net;
using System.Text;
using Ocw.Nde.Mapping.Rml;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Operations;

/// <summary>Fetches the sources of an RML mapping through the guarded client, from addresses that begin as the person at the terminal allowed.</summary>
/// <param name="allowed">Beginnings of addresses: scheme, host and any part of the path.</param>
internal sealed class RmlWeb(IReadOnlyList<string> allowed) : IDisposable
{
    /// <summary>The most bytes of one source.</summary>
    private const long MaxBytes = 4L << 30;

    private readonly GuardedHttpClient _client = new(new WebClientOptions { Egress = new EgressPolicy { AllowedHosts = [.. Hosts(allowed)] } });

    /// <summary>Whether any address is allowed.</summary>
    public bool IsOpen => allowed.Count > 0;

    /// <summary>Fetches a source into a temporary file and opens it; the file goes when the stream does.</summary>
    /// <exception cref="RmlException">The address is not allowed, or gives no answer.</exception>
    public Stream Open(RmlWebRequest request, CancellationToken cancellation)
    {
        if (!allowed.Any(a => IsBelow(request.Address, new Uri(a))))
            throw new RmlException($"{request.Address} is on the web, and not among the addresses that are allowed ({string.Join(", ", allowed)}). Allow it with --allow, or download the file.");
        var asked = new GuardedRequest(request.Address) { Accept = request.Accept, MaxBodyBytes = MaxBytes, MaxDecodedBytes = MaxBytes };
        if (request.Query is { } query)
            asked = asked with { Method = HttpMethod.Post, Content = Encoding.ASCII.GetBytes("query=" + Uri.EscapeDataString(query)), ContentType = "application/x-www-form-urlencoded" };
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
        try
        {
            // The run reads its sources on its own thread: it waits here as it does for the disk.
            _client.ReadAsync(asked, (response, token) => CopyAsync(response, file, token), cancellation).GetAwaiter().GetResult();
        }
        catch (WebRequestException e)
        {
            file.Dispose();
            throw new RmlException($"{request.Address} cannot be read: {e.Problem}. {e.Advice}", e);
        }

        file.Position = 0;
        return file;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task<bool> CopyAsync(GuardedResponse response, Stream file, CancellationToken cancellation)
    {
        if (response.Status != HttpStatusCode.OK)
            throw new RmlException($"{response.Address} answered {(int)response.Status}.");
        // A request that is tried again begins anew.
        file.SetLength(0);
        await response.Body.CopyToAsync(file, cancellation);
        return true;
    }

    // What was allowed by name may be a host that is not on the public web.
    private static IEnumerable<string> Hosts(IReadOnlyList<string> allowed) => allowed.Select(a => new Uri(a).Authority);

    private static bool IsBelow(Uri address, Uri top) =>
        address.Scheme == top.Scheme && address.Authority == top.Authority && address.AbsolutePath.StartsWith(top.AbsolutePath, StringComparison.Ordinal);
}
