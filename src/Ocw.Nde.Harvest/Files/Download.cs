using System.Globalization;
using System.Text.Json;
using Ocw.Nde.Rdf.Unpacking;
using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>What is known of a file that is being downloaded: enough to go on with it, also in a later process.</summary>
internal sealed record HalfDownload
{
    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public string? MediaType { get; init; }

    public string? Charset { get; init; }

    public int Status { get; init; }
}

/// <summary>Downloads one file into a payload. What breaks off goes on where it stopped (RFC 9110 §14: Range with If-Range), also in the next run.</summary>
internal sealed class Download(GuardedHttpClient web, PayloadArchive archive, GuardedRequest request, HarvestOptions options, Action<long> expect, Action<long> progress) : IDisposable
{
    // A new part that brings less than this is no progress.
    private const long LeastProgress = 1 << 10;
    private const int MaxStuck = 3;

    private readonly string _aside = archive.AsideOf(request.Address.AbsoluteUri);
    private PayloadWriter? _writer;
    private WebRequestException? _broken;
    private bool _canGoOn;

    /// <summary>What the server said of the file.</summary>
    public HalfDownload? Head { get; private set; }

    /// <summary>How many requests were sent, retries included.</summary>
    public int Requests { get; private set; }

    /// <summary>The byte at which it was gone on with last, if it was.</summary>
    public long? ResumedAt { get; private set; }

    /// <summary>Fetches the file.</summary>
    /// <returns><see langword="null"/> when the copy that is held is still good.</returns>
    /// <exception cref="WebRequestException">It did not come whole; what came is put aside.</exception>
    /// <exception cref="InvalidDataException">It passes the ceiling.</exception>
    public async Task<StoredPayload?> RunAsync(CancellationToken cancellation)
    {
        TakeUp();
        try
        {
            for (var stuck = 0; ;)
            {
                var before = _writer?.Length ?? 0;
                if (await AskAsync(cancellation))
                    return Head!.Status == 304 ? null : Commit();
                stuck = (_writer?.Length ?? 0) - before >= LeastProgress ? 0 : stuck + 1;
                if (stuck >= MaxStuck)
                    throw _broken!;
            }
        }
        catch (Exception ended) when (ended is WebRequestException or OperationCanceledException)
        {
            PutAside();
            throw;
        }
    }

    public void Dispose() => _writer?.Dispose();

    private StoredPayload Commit()
    {
        RemoveAside();
        return _writer!.Commit();
    }

    // Whether the file is whole now.
    private async Task<bool> AskAsync(CancellationToken cancellation)
    {
        try
        {
            return await web.ReadAsync(_writer is null ? request : Rest(), TakeAsync, cancellation);
        }
        catch (WebRequestException failed) when (failed.Status is System.Net.HttpStatusCode.RequestedRangeNotSatisfiable && _writer is not null)
        {
            // The file is shorter than what is held of it: it is another one.
            StartOver();
            return false;
        }
        catch (WebRequestException failed)
        {
            Requests += failed.Attempts;
            throw;
        }
    }

    private GuardedRequest Rest()
    {
        ResumedAt = _writer!.Length;
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase)
        {
            ["Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes={_writer.Length}-"),
            ["If-Range"] = Head!.ETag ?? Head.LastModified!.Value.ToString("R", CultureInfo.InvariantCulture),
        };
        return request with { Headers = headers, IfNoneMatch = null, IfModifiedSince = null };
    }

    private async Task<bool> TakeAsync(GuardedResponse response, CancellationToken cancellation)
    {
        Requests += response.Attempt;
        if (_writer is not null && !Continues(response))
            StartOver();
        if (_writer is null || Head is null)
        {
            Head = new HalfDownload { ETag = response.ETag, LastModified = response.LastModified, MediaType = response.MediaType, Charset = response.Charset, Status = (int)response.Status };
            if (response.IsNotModified)
                return true;
            expect(response.ContentLength ?? 0);
        }

        _canGoOn = CanGoOn(response);
        _writer ??= archive.BeginWrite();
        try
        {
            await _writer.WriteAsync(response.Body, options.MaxPayloadBytes, progress, cancellation);
            return true;
        }
        catch (WebRequestException broken) when (broken.IsTransient && _canGoOn && _writer.Length > 0)
        {
            _broken = broken;
            return false;
        }
        catch (WebRequestException)
        {
            StartOver();
            throw;
        }
    }

    private bool Continues(GuardedResponse response) =>
        (int)response.Status == 206 && response.ContentHeaders.ContentEncoding.Count == 0 && response.ContentHeaders.ContentRange?.From == _writer!.Length;

    // Only what is sent as it is, and can be told from another version of it, can be gone on with.
    private static bool CanGoOn(GuardedResponse response) =>
        response.ContentHeaders.ContentEncoding.Count == 0
        && (response.ETag is { } tag ? !tag.StartsWith("W/", StringComparison.Ordinal) : response.LastModified is not null)
        && !response.Headers.AcceptRanges.Contains("none", StringComparer.OrdinalIgnoreCase);

    private void StartOver()
    {
        _writer?.Dispose();
        _writer = null;
        Head = null;
        ResumedAt = null;
        RemoveAside();
    }

    private void PutAside()
    {
        if (_writer is not { Length: > 0 } half || !_canGoOn || Head is null)
            return;
        half.SaveAside(_aside);
        _writer = null;
        File.WriteAllBytes(_aside + ".json", JsonSerializer.SerializeToUtf8Bytes(Head, HarvestJson.Default.HalfDownload));
    }

    private void TakeUp()
    {
        var packed = _aside + PayloadWriter.PackedByUs;
        var file = File.Exists(packed) ? packed : _aside + PayloadWriter.AsReceived;
        if (!File.Exists(file) || !File.Exists(_aside + ".json"))
            return;
        Head = JsonSerializer.Deserialize(File.ReadAllBytes(_aside + ".json"), HarvestJson.Default.HalfDownload);
        _writer = archive.BeginWrite();
        using (Stream raw = File.OpenRead(file), half = file == packed ? new System.IO.Compression.GZipStream(raw, System.IO.Compression.CompressionMode.Decompress) : raw)
        {
            var buffer = new byte[128 << 10];
            while (half.ReadAtLeast(buffer, Packings.MagicLength, throwOnEndOfStream: false) is > 0 and var read)
                _writer.Write(buffer.AsSpan(0, read));
        }

        _canGoOn = true;
        RemoveAside();
    }

    private void RemoveAside()
    {
        foreach (var ending in (string[])[PayloadWriter.PackedByUs, PayloadWriter.AsReceived, ".json"])
            File.Delete(_aside + ending);
    }
}
