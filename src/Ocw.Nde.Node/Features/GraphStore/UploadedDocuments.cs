using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Node.Features.GraphStore;

/// <summary>
/// The documents that a request brings, received whole before the store's one writer is asked for: a slow sender makes nobody wait. Small ones stay in
/// memory, large ones lie in a temporary file that goes with this.
/// </summary>
internal sealed class UploadedDocuments : IDisposable
{
    private const int InMemory = 1 << 20;

    private static readonly HashSet<string> PackedTypes =
        new(["application/gzip", "application/x-gzip", "application/x-bzip2", "application/x-xz", "application/octet-stream"], StringComparer.OrdinalIgnoreCase);

    private readonly List<Upload> _uploads = [];

    /// <summary>Receives the body: one document, or the parts of a form (<c>multipart/form-data</c>).</summary>
    /// <exception cref="UploadException">The body is of no syntax that is read.</exception>
    public static async Task<UploadedDocuments> ReceiveAsync(HttpRequest request, string folder, long most, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        var documents = new UploadedDocuments();
        try
        {
            if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                await documents.AddPartsAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).Value, folder, cancellation);
            else
                await documents.AddAsync(request.Body, request.ContentType, request.Headers.ContentEncoding, "", folder, cancellation);
            return documents;
        }
        catch
        {
            documents.Dispose();
            throw;
        }
    }

    /// <summary>Hands each document to a reader, with all packing taken away: a packed body may hold several.</summary>
    /// <exception cref="InvalidDataException">A body is damaged, cut off or beyond a ceiling.</exception>
    public void ForEach(RdfReaderOptions options, UnpackLimits limits, Action<Stream, RdfFormat, RdfReaderOptions> read)
    {
        foreach (var upload in _uploads)
        {
            if (upload.Version > options.Version)
                throw new UploadException(StatusCodes.Status415UnsupportedMediaType, new($"{upload.Name} is RDF 1.2 (version in Content-Type); dit knooppunt leest 1.1 (rdfVersion in node.yaml)", $"{upload.Name} is of {RdfVersions.HowToSwitchOn}, by the version in its Content-Type"));
            upload.Content.Position = 0;
            if (upload.IsGzip && Packings.Of(upload.Content) != Packing.Gzip)
                throw new InvalidDataException("the body is not gzip, as Content-Encoding says");
            upload.Content.Position = 0;
            new RdfInput(
                upload.Name,
                upload.Name,
                () => upload.Content,
                new() { Format = upload.Format, Reader = options with { Charset = upload.Charset, Version = upload.Version ?? options.Version }, Unpack = limits }).ForEach(read);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var upload in _uploads)
            upload.Content.Dispose();
    }

    private async Task AddPartsAsync(HttpRequest request, string? boundary, string folder, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(boundary))
            throw new UploadException(StatusCodes.Status400BadRequest, new("multipart/form-data zonder boundary", "multipart/form-data without boundary"));
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            await AddAsync(section.Body, section.ContentType, section.Headers?.TryGetValue("Content-Encoding", out var encoding) == true ? encoding : default, section.AsFileSection()?.FileName ?? "", folder, cancellation);
    }

    private async Task AddAsync(Stream body, string? contentType, string? encoding, string name, string folder, CancellationToken cancellation)
    {
        var format = FormatOf(contentType, name);
        var isGzip = string.Equals(encoding, "gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && !string.IsNullOrEmpty(encoding) && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase))
            throw new UploadException(StatusCodes.Status415UnsupportedMediaType, new($"Content-Encoding {encoding} wordt niet gelezen, wel gzip", $"Content-Encoding {encoding} is not read, gzip is"));

        Stream content = new MemoryStream();
        try
        {
            var buffer = new byte[64 << 10];
            for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (content is MemoryStream small && small.Length + read > InMemory)
                    content = await ToFileAsync(small, folder, cancellation);
                await content.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        var charset = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.Charset.Value : null;
        _uploads.Add(new(content, name.Length > 0 ? name : "body", format, isGzip, charset, RdfVersions.OfMediaType(contentType)));
    }

    private static async Task<Stream> ToFileAsync(MemoryStream small, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var file = new FileStream(Path.Combine(folder, $"upload-{Guid.NewGuid():N}"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 0,
        });
        await file.WriteAsync(small.GetBuffer().AsMemory(0, (int)small.Length), cancellation);
        return file;
    }

    // What is only called packed says its syntax by its name, and a zip by the names of its members.
    private static RdfFormat? FormatOf(string? contentType, string name)
    {
        if (RdfFormats.TryFromMediaType(contentType, out var format) && format.CanRead)
            return format;
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.ToString() : null;
        if (string.Equals(type, "application/zip", StringComparison.OrdinalIgnoreCase) || (PackedTypes.Contains(type ?? "") && RdfFormats.TryFromFileName(name, out _)))
            return null;
        var known = string.Join(", ", RdfFormats.All.Where(f => f.CanRead).Select(f => f.MediaType));
        throw new UploadException(StatusCodes.Status415UnsupportedMediaType, new($"Content-Type {contentType ?? "ontbreekt"}; gelezen worden {known}", $"Content-Type {contentType ?? "is missing"}; read are {known}"));
    }

    private sealed record Upload(Stream Content, string Name, RdfFormat? Format, bool IsGzip, string? Charset, RdfVersion? Version);
}

/// <summary>What was sent cannot be taken.</summary>
internal sealed class UploadException(int status, LocalizedText text) : Exception(text.En)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Why.</summary>
    public LocalizedText Text { get; } = text;
}
