using System.Diagnostics;
using System.Globalization;

namespace Ocw.Nde.Node.Tests.Durability;

/// <summary>A file system of a few MiB, where the machine lets us mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one, or gives <see langword="null"/> where that is not allowed.</summary>
    public static SmallDisk? TryMount(int mebibytes)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var path = Directory.CreateTempSubdirectory("ocwnde-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m"), "tmpfs", path))
            return new SmallDisk(path);
        Directory.Delete(path);
        return null;
    }

    /// <summary>Leaves only so many bytes free.</summary>
    /// <returns>The file that takes the rest.</returns>
    public string FillUp(long leave)
    {
        var filler = System.IO.Path.Combine(Path, "filler");
        using var stream = File.Create(filler);
        var free = new DriveInfo(Path).AvailableFreeSpace - leave;
        var part = new byte[4096];
        for (; free >= part.Length; free -= part.Length)
            stream.Write(part);
        return filler;
    }

    public void Dispose()
    {
        // Lazily: pooled connections may hold a file open for a moment longer.
        Run("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
