using System.Diagnostics;
using System.Text;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>The program itself in a process of its own, to be killed.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What it said on standard error.</summary>
    public string Error
    {
        get
        {
            lock (_error)
                return _error.ToString();
        }
    }

    public static NodeProcess Start(string workingDirectory, params string[] arguments) => Start([], workingDirectory, arguments);

    /// <summary>Starts it below another program, such as a tracer.</summary>
    public static NodeProcess Start(string[] below, string workingDirectory, params string[] arguments)
    {
        string[] command = [.. below, Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Node.Commands.ExitCode).Assembly.Location);
        foreach (var argument in (string[])[.. arguments, "--lang", "en"])
            start.ArgumentList.Add(argument);
        return new NodeProcess(Process.Start(start)!);
    }

    /// <summary>Waits for the end, at most so long.</summary>
    /// <returns>The exit code; <see langword="null"/> if it was still running and was killed.</returns>
    public int? EndOrKill(TimeSpan after)
    {
        if (!_process.WaitForExit(after))
        {
            _process.Kill();
            _process.WaitForExit();
            return null;
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Kills it at once.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>The address on which a serving process listens.</summary>
    public async Task<Uri> AddressAsync()
    {
        var ended = _process.WaitForExitAsync();
        return await Task.WhenAny(_address.Task, ended) == ended && !_address.Task.IsCompleted
            ? throw new InvalidOperationException($"The process ended with {_process.ExitCode}: {Error}")
            : new Uri(await _address.Task);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_error)
            _error.AppendLine(line);
        const string listens = "listens on ";
        if (line.IndexOf(listens, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(line[(at + listens.Length)..].Split(' ')[0]);
    }
}
