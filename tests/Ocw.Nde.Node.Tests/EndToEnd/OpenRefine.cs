using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.EndToEnd;

/// <summary>A test that needs OpenRefine (Debian's package): skipped by name where it is absent, failing in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenRefineFactAttribute : FactAttribute
{
    public OpenRefineFactAttribute()
    {
        if (!SharedData.InCi && !File.Exists(OpenRefine.Program))
            Skip = "OpenRefine absent: apt-get install openrefine";
    }
}

/// <summary>OpenRefine as a program of its own, without screen, asked over its own HTTP API.</summary>
internal sealed class OpenRefine : IAsyncDisposable
{
    public const string Program = "/usr/bin/openrefine";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly StringBuilder _said = new();
    private readonly HttpClient _client;

    private OpenRefine(Process process, DirectoryInfo folder, int port)
    {
        _process = process;
        _folder = folder;
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}/command/core/"), Timeout = s_patience };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<OpenRefine> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ocwnde-openrefine-");
        var port = FreePort();
        var start = new ProcessStartInfo(Program, ["-i", "127.0.0.1", "-p", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-d", folder.FullName, "-m", "400M", "-x", "refine.headless=true"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["HOME"] = folder.FullName;
        var refine = new OpenRefine(Process.Start(start)!, folder, port);
        await refine.WaitAsync(async () =>
        {
            try
            {
                using var response = await refine._client.GetAsync("get-version");
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return refine;
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Makes a project of one column.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> CreateProjectAsync(string column, IEnumerable<string> cells)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("text/line-based/*sv"), "format" },
            { new StringContent("""{"separator":"\\t","headerLines":1,"guessCellValueTypes":false,"processQuotes":false}"""), "options" },
            { new StringContent("termen"), "project-name" },
            { new StringContent(column + "\n" + string.Join('\n', cells) + "\n", Encoding.UTF8, "text/plain"), "project-file", "termen.tsv" },
        };
        using var response = await _client.PostAsync("create-project-from-upload?csrf_token=" + await TokenAsync(), form);
        var location = response.Headers.Location?.ToString() ?? throw new InvalidOperationException($"OpenRefine made no project: {await response.Content.ReadAsStringAsync()}\n{_said}");
        return location[(location.IndexOf("project=", StringComparison.Ordinal) + "project=".Length)..];
    }

    /// <summary>Applies operations and waits until they are done.</summary>
    public async Task ApplyAsync(string project, params object[] operations)
    {
        using var content = new FormUrlEncodedContent([new("operations", JsonSerializer.Serialize(operations)), new("csrf_token", await TokenAsync())]);
        using var response = await _client.PostAsync("apply-operations?project=" + project, content);
        var answer = await response.Content.ReadAsStringAsync();
        if (answer.Contains("\"error\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"OpenRefine refused: {answer}");
        await WaitAsync(async () => (await GetAsync("get-processes?project=" + project)).GetProperty("processes").GetArrayLength() == 0);
    }

    /// <summary>The rows: of each the cells, and of a reconciled cell the judgement and the term.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<OpenRefineCell>>> RowsAsync(string project)
    {
        var answer = await GetAsync($"get-rows?project={project}&start=0&limit=1000");
        var recons = answer.GetProperty("pool").GetProperty("recons");
        return [.. answer.GetProperty("rows").EnumerateArray().Select(row => (IReadOnlyList<OpenRefineCell>)[.. row.GetProperty("cells").EnumerateArray().Select(cell => Cell(cell, recons))])];
    }

    /// <summary>Ends the program that this started, and forgets its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static OpenRefineCell Cell(JsonElement cell, JsonElement recons)
    {
        if (cell.ValueKind != JsonValueKind.Object)
            return new OpenRefineCell("", null, null);
        var value = cell.TryGetProperty("v", out var text) ? text.ToString() : "";
        if (!cell.TryGetProperty("r", out var number) || !recons.TryGetProperty(number.ToString(), out var recon))
            return new OpenRefineCell(value, null, null);
        return new OpenRefineCell(value, recon.GetProperty("j").GetString(), recon.TryGetProperty("m", out var match) && match.ValueKind == JsonValueKind.Object ? match.GetProperty("id").GetString() : null);
    }

    private async Task<string> TokenAsync() => (await GetAsync("get-csrf-token")).GetProperty("token").GetString()!;

    private async Task<JsonElement> GetAsync(string path)
    {
        using var document = JsonDocument.Parse(await _client.GetStringAsync(path));
        return document.RootElement.Clone();
    }

    private async Task WaitAsync(Func<Task<bool>> isDone)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isDone())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > s_patience)
                throw new InvalidOperationException($"OpenRefine does not get on:\n{_said}");
            await Task.Delay(200);
        }
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
            _said.AppendLine(line.Data);
    }
}

/// <summary>A cell of a project.</summary>
/// <param name="Value">Its text.</param>
/// <param name="Judgement"><c>matched</c>, <c>none</c>, <c>new</c>; <see langword="null"/> for a cell that was not reconciled.</param>
/// <param name="Term">The term that it is matched with.</param>
internal sealed record OpenRefineCell(string Value, string? Judgement, string? Term);
